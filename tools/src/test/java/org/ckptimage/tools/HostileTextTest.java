// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ckptimage.tools.terminal.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an image or an argument says never reaches a terminal as control characters. */
final class HostileTextTest {
    private static byte[] hostile(String comm) {
        byte[] bytes = TestImages.bytes("real/zombie.ckpt").clone();
        int at = ExitStatusTest.indexOf(bytes, "deadchild".getBytes(StandardCharsets.US_ASCII));
        byte[] name = comm.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(name, 0, bytes, at, name.length);
        return bytes;
    }

    private static void harmless(String text) {
        text.chars().forEach(c -> assertTrue(c == '\n' || c >= 0x20 && c < 0x7f, () -> "character " + c));
    }

    @Test
    void commands() {
        byte[] bytes = hostile("\u001b[2J\r\u009b\u007f");
        CommandRun show = CommandRun.reading(bytes, "show", "-");
        assertTrue(show.out().contains("\\x1b[2J\\x0d\\x9b\\x7f"), show.out());
        harmless(show.out());
        CommandRun json = CommandRun.reading(bytes, "show", "--json", "-");
        harmless(json.out());
        assertEquals("\u001b[2J\r\\x9b\u007fld", TestImages.json(json.out()).at("/tasks/1/comm").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "validate", "explain"})
    void arguments(String command) {
        CommandRun run = CommandRun.of(command, "no\u001b[31m");
        harmless(run.err());
        harmless(run.out());
    }

    @Test
    void messages() {
        byte[] bytes = TestImages.bytes("real/v21_errunlink.ckpt").clone();
        int at = ExitStatusTest.indexOf(bytes, "[err -9]".getBytes(StandardCharsets.US_ASCII));
        bytes[at] = 0x1b;
        for (String command : new String[] {"show", "validate"}) {
            CommandRun run = CommandRun.with(bytes, Map.of(), "", command, "-");
            harmless(run.out());
            assertTrue(run.out().contains("\\x1berr -9]"), run.out());
        }
    }

    @Test
    void formattingCharacters() {
        assertEquals("a\\u{202e}b", Visible.of("a\u202eb"));
        assertEquals("gr\u00fcn", Visible.of("gr\u00fcn"));
        assertEquals("\\x85", Visible.of("\u0085"));
    }
}
