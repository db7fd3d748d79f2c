// SPDX-License-Identifier: Apache-2.0
/** The graph as a page: facts, picture, tree of user namespaces, table of creds. */
package org.ckptimage.tools.graph.page;
