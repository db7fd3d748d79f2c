// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Generates big valid images of layout v21-2010-04-25 on x86_64, little-endian. The same kind, count and seed
 * give the same bytes. Nothing is kept in memory, so an image of any size is written in a small heap.
 *
 * <p>Run as {@code BigImages KIND COUNT SEED FILE}, where FILE {@code -} is standard output.
 */
public final class BigImages {
    /** What an image is full of, and what its count counts. */
    public enum Kind {
        /**
         * Tasks, each with machine state and a cred of its own; memory, files and signal handlers are shared.
         */
        MANY_TASKS,
        /** Pages of 4096 bytes of one task. */
        PAGE_HEAVY,
        /** Creds, about four to a user, held by open files of one task. */
        CREDS_HEAVY,
        /** Creds with 65,536 groups each, held by open files of one task. */
        GROUPS_HEAVY,
        /** User namespaces, each created in the one before; the task is in the last. */
        DEEP_USER_NS
    }

    /** Names of the kinds on the command line. */
    private static final String KINDS = String.join("|",
            Arrays.stream(Kind.values()).map(BigImages::word).toList());

    private BigImages() {}

    /**
     * Writes an image and closes the stream.
     *
     * @param kind what it is full of
     * @param count how many of these
     * @param seed of all that is arbitrary
     * @return bytes written
     */
    public static long write(Kind kind, long count, long seed, OutputStream out) throws IOException {
        int tasks = kind == Kind.MANY_TASKS ? Math.toIntExact(count) : 1;
        try (ImageParts parts = new ImageParts(out, tasks, seed)) {
            parts.header();
            parts.tree();
            TaskRecords records = new TaskRecords(parts);
            switch (kind) {
                case MANY_TASKS -> records.tasks(tasks);
                case PAGE_HEAVY -> records.withPages(count);
                case CREDS_HEAVY -> records.withFileCreds(Math.toIntExact(count), 8);
                case GROUPS_HEAVY -> records.withFileCreds(Math.toIntExact(count), CredRecords.MAX_GROUPS);
                case DEEP_USER_NS -> records.withUserNamespaces(Math.toIntExact(count));
            }
            parts.tail();
            return parts.position();
        }
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static void main(String[] args) throws IOException {
        PrintStream err = System.err;
        if (args.length != 4) {
            err.println("usage: BigImages " + KINDS + " COUNT SEED FILE|-");
            System.exit(2);
        }
        Kind kind = Kind.valueOf(args[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        OutputStream out = args[3].equals("-") ? new BufferedOutputStream(System.out, 1 << 16)
                : new FileOutputStream(args[3]);
        long bytes = write(kind, Long.parseLong(args[1]), Long.parseLong(args[2]), out);
        err.println(args[3] + ": " + bytes + " bytes");
    }
}
