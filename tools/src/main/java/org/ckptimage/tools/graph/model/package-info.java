// SPDX-License-Identifier: Apache-2.0
/** Tasks, creds and user namespaces of an image as a graph and as a tree; knows no format. */
package org.ckptimage.tools.graph.model;
