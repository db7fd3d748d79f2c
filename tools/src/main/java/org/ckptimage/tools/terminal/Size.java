// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import java.util.Locale;

/** Sizes and counts for people. */
public final class Size {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Size() {}

    /** Such as {@code 4.2 MiB}. */
    public static String human(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1023.95 && unit + 1 < UNITS.length) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** Such as {@code 1 task} or {@code 3 tasks}. */
    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
