// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tasks that a run of {@code restart} told of. */
final class Tasks {
    private static final long LEFT_NANOS = 1_000_000_000L;

    private Tasks() {}

    /** Numbers now by numbers in the image, from the table that was printed. */
    static Map<Integer, Integer> of(String table) {
        Map<Integer, Integer> pids = new TreeMap<>();
        table.lines().skip(1).map(line -> line.split(" +"))
                .forEach(row -> pids.put(Integer.parseInt(row[0]), Integer.parseInt(row[1])));
        return pids;
    }

    /** A line of the status of a task, its numbers parted by one space each. */
    static String status(int pid, String field) {
        try {
            return Files.readAllLines(Path.of("/proc", Integer.toString(pid), "status"),
                    StandardCharsets.ISO_8859_1)
                    .stream().filter(line -> line.startsWith(field + ":")).findFirst().orElseThrow()
                    .substring(field.length() + 1).strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if one of them is there in a second from now. */
    static void assertGone(Iterable<Integer> pids) {
        long end = System.nanoTime() + LEFT_NANOS;
        for (int pid : pids) {
            while (there(pid) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals(false, there(pid), "left behind: " + pid);
        }
    }

    /** Ends tasks that were left on purpose. */
    static void kill(Iterable<Integer> pids) {
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        long end = System.nanoTime() + LEFT_NANOS;
        for (int pid : pids) {
            while (lives(pid) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals(false, lives(pid), "still alive: " + pid);
        }
    }

    /** Whoever takes them in may leave them zombies. */
    private static boolean lives(int pid) {
        try {
            return !Files.readString(Path.of("/proc", Integer.toString(pid), "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    static boolean there(int pid) {
        return Files.exists(Path.of("/proc", Integer.toString(pid)));
    }

    /** Folders that hold the program while it is needed. */
    static List<Path> folders(Path temporary) throws IOException {
        try (var all = Files.list(temporary)) {
            return all.filter(path -> path.getFileName().toString().startsWith("ckpt-restart-")).toList();
        }
    }
}
