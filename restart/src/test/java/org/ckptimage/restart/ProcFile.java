// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What {@code /proc} says of a task. */
public record ProcFile(Map<String, String> fields) {
    /** The status of a task: a pid, {@code PID/task/TID} or {@code self}. */
    public static ProcFile status(String task) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text(task, "status").split("\n")) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new ProcFile(fields);
    }

    /** Number {@code index} of the stat of a task, counted from 1 as in proc(5). */
    public static long stat(String task, int index) {
        String text = text(task, "stat");
        return Long.parseLong(text.substring(text.lastIndexOf(')') + 2).strip().split(" ")[index - 3]);
    }

    /** Where a link in its directory leads. */
    public static String link(String task, String name) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", task, name)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String task, String name) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", task, name)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field as text, numbers parted by one space each. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A field of four ids. */
    public String ids(String name) {
        return get(name).replaceAll("\\s+", " ");
    }

    /** A field in hexadecimal. */
    public long hex(String name) {
        return Long.parseUnsignedLong(get(name), 16);
    }
}
