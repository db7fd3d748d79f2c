// SPDX-License-Identifier: Apache-2.0
/** Who is inside an image, drawn: tasks, creds and user namespaces as a graph; reads nothing itself. */
package org.ckptimage.tools.graph;
