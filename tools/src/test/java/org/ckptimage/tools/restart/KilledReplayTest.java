// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.tools.Main;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the command, no task is left a second later, and no file. */
@NeedsRights
final class KilledReplayTest {
    @TempDir
    private Path directory;

    private Process start(String redirection, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + redirection, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory, "-cp", System.getProperty("java.class.path"),
                Main.class.getName(),
                "restart", "--caps=narrow", TestImages.file(directory, "good/web-after.ckpt")));
        words.addAll(List.of(options));
        return new ProcessBuilder(words).redirectError(directory.resolve("err").toFile()).start();
    }

    private static List<Integer> pids(Process command) throws IOException {
        BufferedReader out = command.inputReader();
        StringBuilder table = new StringBuilder(200);
        for (int i = 0; i < 6; i++) {
            table.append(out.readLine()).append('\n');
        }
        return List.copyOf(Tasks.of(table.toString()).values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT", "input"})
    void nothingOutlivesTheCommand(String how) throws IOException, InterruptedException {
        Process command = start("");
        List<Integer> pids = pids(command);
        assertEquals(5, pids.size());
        pids.forEach(pid -> assertTrue(Tasks.there(pid), how));
        assertEquals(List.of(), Tasks.folders(directory));
        if (how.equals("input")) {
            command.getOutputStream().close();
        } else {
            new ProcessBuilder("kill", "-" + how, Long.toString(command.pid())).inheritIO().start().waitFor();
        }
        Tasks.assertGone(pids);
        int expected = switch (how) {
            case "KILL" -> 137;
            case "TERM" -> 143;
            case "INT" -> 130;
            default -> 0;
        };
        assertEquals(expected, command.waitFor());
    }

    /** A task that somebody else ends is told of, and the others go with it. */
    @Test
    void aTaskIsKilled() throws IOException, InterruptedException {
        Process command = start("");
        List<Integer> pids = pids(command);
        ProcessHandle.of(pids.get(3)).orElseThrow().destroyForcibly();
        assertEquals(1, command.waitFor());
        Tasks.assertGone(pids);
        String said = Files.readString(directory.resolve("err"));
        assertTrue(said.endsWith("task 50: task: died: EINTR (4)\n"), said);
    }

    /** A list of pids that cannot be written leaves no tasks, though they were to stay. */
    @Test
    void aFullDisk() throws IOException, InterruptedException {
        Process command = start(">/dev/full", "--detach");
        assertEquals(5, command.waitFor());
        assertEquals(List.of(), Tasks.folders(directory));
        String said = Files.readString(directory.resolve("err"));
        assertTrue(said.contains("nothing was restarted"), said);
    }

    /** No room for the program itself. */
    @Test
    void nowhereToUnpack() throws IOException, InterruptedException {
        Process command = start("", "--detach");
        assertEquals(0, command.waitFor());
        Tasks.kill(pids(command));
        ProcessBuilder elsewhere = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Djava.io.tmpdir=/proc/self", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "restart", "--caps=narrow", directory.resolve("web-after.ckpt")
                .toString());
        Process command2 = elsewhere.redirectError(directory.resolve("err").toFile()).start();
        assertEquals(1, command2.waitFor());
        String said = Files.readString(directory.resolve("err"));
        assertTrue(said.contains("cannot unpack ckpt-restart"), said);
    }
}
