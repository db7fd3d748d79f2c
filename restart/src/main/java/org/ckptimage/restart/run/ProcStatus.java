// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the kernel says of one task in its files {@code status} and {@code stat}. */
final class ProcStatus {
    /** Number of the first field of stat behind comm, as proc(5) counts. */
    private static final int FIRST = 3;

    private final Map<String, String> status = new HashMap<>();
    private final String comm;
    private final String[] stat;

    private ProcStatus(String status, String stat) {
        for (String line : status.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                this.status.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        comm = stat.substring(open + 1, close);
        this.stat = stat.substring(close + 2).strip().split(" ");
    }

    /** Reads both files of a thread of a process. */
    static ProcStatus of(int process, int thread) throws IOException {
        Path task = Path.of("/proc", Integer.toString(process), "task", Integer.toString(thread));
        return new ProcStatus(Files.readString(task.resolve("status"), StandardCharsets.ISO_8859_1),
                Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1));
    }

    /** Its name, a character for each byte. */
    String comm() {
        return comm;
    }

    /** A field of stat by its number in proc(5). */
    long number(int field) {
        return Long.parseLong(stat[field - FIRST]);
    }

    boolean zombie() {
        return stat[0].equals("Z");
    }

    /** A field of status that is a list of ids. */
    long[] ids(String field) {
        return Arrays.stream(status.getOrDefault(field, "").split("\\s+")).filter(id -> !id.isEmpty())
                .mapToLong(Long::parseLong).toArray();
    }

    /** A field of status in hexadecimal. */
    long hex(String field) {
        return Long.parseUnsignedLong(status.getOrDefault(field, "0"), 16);
    }
}
