// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

/** Makes text from an image harmless: no control or formatting character reaches a terminal as it is. */
public final class Visible {
    private Visible() {}

    /** The text with such characters as {@code \xNN}, wide ones as {@code \}{@code u{NNNN}}. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
    }

    private static void append(StringBuilder visible, int c) {
        if (!hidden(c)) {
            visible.appendCodePoint(c);
        } else if (c < 0x100) {
            visible.append(String.format("\\x%02x", c));
        } else {
            visible.append(String.format("\\u{%x}", c));
        }
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
