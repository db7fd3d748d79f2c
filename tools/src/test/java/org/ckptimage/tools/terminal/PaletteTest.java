// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colour and tree lines depend on options, environment and what the output is. */
final class PaletteTest {
    @ParameterizedTest
    @CsvSource({
        "auto, NONE, '', out, COLOURED",
        "auto, NONE, '', err, PLAIN",
        "auto, NONE, '', '', PLAIN",
        "auto, NO_COLOR, 1, out, PLAIN",
        "auto, NO_COLOR, '', out, COLOURED",
        "auto, CLICOLOR_FORCE, 1, '', COLOURED",
        "auto, CLICOLOR_FORCE, 0, '', PLAIN",
        "auto, TERM, dumb, out, PLAIN",
        "always, NO_COLOR, 1, '', COLOURED",
        "never, CLICOLOR_FORCE, 1, out, PLAIN"})
    void colour(Palette.Choice choice, String variable, String value, String screens, Palette expected) {
        assertEquals(expected, terminal(Map.of(variable, value), screens).palette(choice));
    }

    @Test
    void noColorWinsOverForce() {
        Map<String, String> both = Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1");
        assertEquals(Palette.PLAIN, terminal(both, "out").palette(Palette.Choice.auto));
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, en_US.UTF-8, out, true",
        "LANG, en_US.UTF-8, '', false",
        "LC_ALL, de_DE.utf8, out, true",
        "LC_ALL, C, out, false",
        "NONE, '', out, false"})
    void treeLines(String variable, String value, String screens, boolean expected) {
        assertEquals(expected, terminal(Map.of(variable, value), screens).treeLines());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "4404019, 4.2 MiB", "1048575, 1.0 MiB"})
    void sizes(long bytes, String expected) {
        assertEquals(expected, Size.human(bytes));
    }

    private static Terminal terminal(Map<String, String> environment, String screens) {
        return new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), environment,
                screens);
    }
}
