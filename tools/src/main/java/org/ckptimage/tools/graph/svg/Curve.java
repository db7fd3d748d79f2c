// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import org.ckptimage.tools.graph.model.Edge;

/**
 * Where an edge is drawn: from the side of one box to the facing side of another, or for parents along the
 * left of the tasks.
 *
 * @param edge what is drawn
 * @param from box of the node that refers
 * @param to box of the node it refers to
 * @param fromY where it leaves
 * @param toY where it arrives
 */
record Curve(Edge edge, Box from, Box to, double fromY, double toY) {}
