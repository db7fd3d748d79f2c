// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that text takes. */
final class TextCellsTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "\u65e5\u672c, 4", "gr\u00fcn, 4", "a\u0301, 1", "\ud83d\ude00, 2", "'', 0"})
    void widths(String text, int width) {
        assertEquals(width, TextCells.width(text));
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abcde\u2026", "\u65e5\u672c\u8a9e, 5, \u65e5\u672c\u2026",
        "\u65e5\u672c\u8a9e, 4, \u65e5\u2026", "\ud83d\ude00\ud83d\ude00, 3, \ud83d\ude00\u2026"})
    void cuts(String text, int most, String cut) {
        assertEquals(cut, TextCells.cut(text, most));
    }
}
