// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

/** Text in cells of a font with fixed width; characters of East Asia take two cells, marks none. */
public final class TextCells {
    private static final String CUT = "\u2026";

    private TextCells() {}

    /** How many cells it takes. */
    public static int width(String text) {
        return text.codePoints().map(TextCells::width).sum();
    }

    /** The text, or its beginning and an ellipsis if it takes more than so many cells. */
    public static String cut(String text, int most) {
        if (text.length() <= most / 2 || width(text) <= most) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int width = 1;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            width += width(c);
            if (width > most) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append(CUT).toString();
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000;
        return wide ? 2 : 1;
    }
}
