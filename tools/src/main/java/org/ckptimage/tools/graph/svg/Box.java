// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import org.ckptimage.tools.graph.model.Node;

/**
 * Where a node is drawn.
 *
 * @param node what is drawn
 * @param x left edge
 * @param y upper edge
 * @param width to the right
 * @param height downwards
 */
record Box(Node node, double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double middle() {
        return y + height / 2;
    }
}
