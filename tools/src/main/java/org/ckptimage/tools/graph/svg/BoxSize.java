// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import org.ckptimage.tools.graph.model.Emphasis;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.graph.model.TextCells;

/** Measures of the picture, in pixels, and how large a box must be for its label. */
final class BoxSize {
    /** Left of a label, behind the stripe. */
    static final double LABEL_X = 15;
    static final double FIRST_LINE = 19;
    static final double LINE = 16;
    static final double ROW_GAP = 14;
    static final double COLUMN_GAP = 104;
    static final double INDENT = 20;
    static final int DEEPEST = 8;
    static final double BADGE_HEIGHT = 15;
    static final double BADGE_GAP = 5;
    private static final double RIGHT = 13;
    private static final double BELOW = 9;
    private static final double NARROWEST = 118;
    /** Width of a character, as a part of the size of a monospaced font. */
    private static final double CELL = 0.605;

    private BoxSize() {}

    /** Width of monospaced text. */
    static double text(String text, double size) {
        return TextCells.width(text) * size * CELL;
    }

    static double badge(Emphasis emphasis) {
        return text(emphasis.badge(), 10) + 11;
    }

    static double width(Node node) {
        double title = text(node.lines().get(0), 12.5);
        for (Emphasis emphasis : node.badges()) {
            title += BADGE_GAP + badge(emphasis);
        }
        double widest = node.badges().isEmpty() ? title : title + BADGE_GAP;
        for (String line : node.lines().subList(1, node.lines().size())) {
            widest = Math.max(widest, text(line, 11.5));
        }
        return Math.max(NARROWEST, Math.ceil(LABEL_X + widest + RIGHT));
    }

    static double height(Node node) {
        return FIRST_LINE + (node.lines().size() - 1) * LINE + BELOW;
    }

    static double indent(int depth) {
        return INDENT * Math.min(depth, DEEPEST);
    }
}
