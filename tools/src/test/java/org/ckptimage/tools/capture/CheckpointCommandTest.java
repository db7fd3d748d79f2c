// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ckptimage.tools.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command refuses, whoever calls it. */
final class CheckpointCommandTest {
    private static final String NOBODY = "4194305";

    @TempDir
    private Path directory;

    @Test
    void nobodyIsNotCaptured() {
        Path image = directory.resolve("a.ckpt");
        CommandRun run = CommandRun.of("checkpoint", NOBODY, "-o", image.toString());
        assertEquals(1, run.status());
        assertEquals("ckpt-image: pid 4194305: ESRCH: there is no such process\n", run.err());
        assertFalse(Files.exists(image));
    }

    @Test
    void theToolDoesNotCaptureItself() {
        String self = Long.toString(ProcessHandle.current().pid());
        CommandRun run = CommandRun.of("checkpoint", "--tree", self, "-o",
                directory.resolve("a.ckpt").toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains(": EINVAL: it is the capturing process itself"), run.err());
    }

    @Test
    void wrongUse() {
        for (String line : new String[] {"checkpoint", "checkpoint 12", "checkpoint -o x",
                "checkpoint x -o y"}) {
            CommandRun run = CommandRun.of(line.split(" "));
            assertEquals(2, run.status(), line);
            assertTrue(run.err().endsWith("Try ckpt-image checkpoint --help\n"), run.err());
        }
    }

    @Test
    void screensGetNoImage() {
        CommandRun run = CommandRun.with(new byte[0], Map.of(), "out", "checkpoint", NOBODY, "-o", "-");
        assertEquals(5, run.status());
        assertTrue(run.err().contains("binary data is not for a terminal"), run.err());
    }

    @Test
    void filesAreNotReplacedUnasked() throws Exception {
        Path there = Files.writeString(directory.resolve("there.ckpt"), "mine");
        CommandRun run = CommandRun.of("checkpoint", NOBODY, "-o", there.toString());
        assertEquals(5, run.status());
        assertEquals("ckpt-image: " + there + ": cannot write: file exists; --force replaces it\n",
                run.err());
        assertEquals(1, CommandRun.of("checkpoint", "--force", NOBODY, "-o", there.toString()).status());
        assertEquals("mine", Files.readString(there));
    }
}
