// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the system can do to an output: end the process, fill a disk, forbid, and read a fifo. */
final class OutputProcessTest {
    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir
    private Path directory;

    private static OutputTarget target(Path file) {
        Terminal nowhere = new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(),
                Map.of(), "");
        return new OutputTarget(file.toString(), nowhere, Content.BINARY, Existing.REPLACED);
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    /** Writes half of a file, says so, and waits to be ended. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            target(Path.of(args[0])).write(out -> {
                out.write(new byte[1 << 16]);
                System.out.println("half");
                Thread current = Thread.currentThread();
                while (current.isAlive()) {
                    LockSupport.park(current);
                }
            });
        }
    }

    @Test
    void aProcessThatIsEndedLeavesNothing() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), file.toString()).start();
        byte[] said = child.getInputStream().readNBytes("half".length());
        assertEquals("half", new String(said, StandardCharsets.US_ASCII),
                () -> new String(errors(child), StandardCharsets.UTF_8));
        assertEquals(2, names(directory).size(), "the file is not in the making");
        child.destroy();
        assertEquals(SIGTERM_STATUS, child.waitFor());
        assertEquals(List.of("a"), names(directory));
        assertEquals("old", Files.readString(file));
    }

    private static byte[] errors(Process child) {
        try {
            return child.getErrorStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDiskThatIsReallyFull() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        needs(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "a small tmpfs cannot be mounted here");
        try {
            OutputTrouble trouble = assertThrows(OutputTrouble.class,
                    () -> target(disk.resolve("a")).write(out -> out.write(new byte[1 << 20])));
            assertTrue(trouble.getMessage().endsWith(
                    "No space left on device; nothing was left behind"), trouble.getMessage());
            assertEquals(List.of(), names(disk));
        } finally {
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    @Test
    void aDirectoryWithoutPermission() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        needs(!Files.isWritable(locked), "root may write everywhere");
        OutputTrouble trouble = assertThrows(OutputTrouble.class,
                () -> target(locked.resolve("a")).write(out -> out.write(1)));
        assertEquals(locked.resolve("a") + ": cannot write: permission denied", trouble.getMessage());
    }

    @Test
    void aFifo() throws IOException, InterruptedException {
        Path fifo = directory.resolve("fifo");
        needs(run("mkfifo", fifo.toString()) == 0, "there is no mkfifo");
        Process reader = new ProcessBuilder("cat", fifo.toString()).start();
        byte[] bytes = new byte[100_000];
        bytes[99_999] = 7;
        target(fifo).write(out -> out.write(bytes));
        assertArrayEquals(bytes, reader.getInputStream().readAllBytes());
        assertEquals(List.of("fifo"), names(directory));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** Skips a test, and says so. */
    private static void needs(boolean given, String why) {
        if (!given) {
            System.err.println("SKIPPED in OutputProcessTest: " + why);
        }
        assumeTrue(given, why);
    }
}
