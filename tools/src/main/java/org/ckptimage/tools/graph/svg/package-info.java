// SPDX-License-Identifier: Apache-2.0
/** The graph as SVG: where everything goes, and how it is drawn. */
package org.ckptimage.tools.graph.svg;
