// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, version and completion. */
final class HelpTest {
    @Test
    void listsEveryExitCode() {
        String help = CommandRun.of("--help").out();
        for (int code : new int[] {ExitStatus.DONE, ExitStatus.NO, ExitStatus.USAGE,
                ExitStatus.UNREADABLE_IMAGE,
            ExitStatus.UNSUPPORTED, ExitStatus.IO, ExitStatus.INTERNAL, ExitStatus.INTERRUPTED}) {
            assertTrue(help.contains("\n  " + code + " "), "exit code " + code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "validate ", "whoami ", "show ", "explain ", "completion ",
        "anonymize ", "checkpoint ", "restart ", "profile "})
    void everyCommandHasHelp(String command) {
        for (String option : List.of("-h", "--help")) {
            CommandRun run = CommandRun.of((command + option).split(" "));
            assertEquals(0, run.status());
            assertEquals("", run.err());
            assertTrue(run.out().contains("\nEXAMPLES\n"), run.out());
            assertTrue(run.out().contains("\nEXIT STATUS\n"), run.out());
        }
    }

    @Test
    void version() {
        List<String> lines = CommandRun.of("--version").out().lines().toList();
        assertEquals("ckpt-image " + ToolVersion.get(), lines.get(0));
        assertTrue(lines.get(1).contains("v23-rc2"));
        assertEquals("Java " + System.getProperty("java.version"), lines.get(2));
    }

    @Test
    void completion() {
        CommandRun bash = CommandRun.of("completion", "bash");
        assertEquals(0, bash.status());
        for (String word : List.of("validate", "show", "whoami", "explain", "--max-errors", "--records")) {
            assertTrue(bash.out().contains(word), word);
        }
        assertEquals("#compdef ckpt-image\n" + bash.out(), CommandRun.of("completion", "zsh").out());
        assertEquals(2, CommandRun.of("completion", "fish").status());
    }
}
