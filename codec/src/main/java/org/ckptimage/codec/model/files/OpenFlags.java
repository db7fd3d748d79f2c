// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import org.ckptimage.formats.Abi;

/** Flags of an open file, in the numbers that most architectures share. */
public final class OpenFlags {
    /** Read, write or both. */
    public static final int ACCESS = 3;
    public static final int APPEND = 02_000;
    public static final int NONBLOCK = 04_000;
    public static final int DSYNC = 010_000;
    public static final int ASYNC = 020_000;
    public static final int DIRECT = 040_000;
    public static final int DIRECTORY = 0200_000;
    public static final int NOATIME = 01_000_000;
    public static final int SYNC = 04_000_000;
    public static final int PATH = 010_000_000;
    private static final int SHARED = ACCESS | APPEND | NONBLOCK | DSYNC | ASYNC | NOATIME | SYNC
            | PATH;

    private OpenFlags() {}

    /** Flags as an architecture writes them; those of creation and without a meaning here are left out. */
    static int of(long flags, Abi abi) {
        int direct = DIRECT;
        int directory = DIRECTORY;
        if (abi == Abi.PPC32 || abi == Abi.PPC64) {
            direct = 0400_000;
            directory = 040_000;
        } else if (abi == Abi.ARM) {
            direct = 0200_000;
            directory = 040_000;
        }
        return (int) flags & SHARED | ((flags & direct) != 0 ? DIRECT : 0)
                | ((flags & directory) != 0 ? DIRECTORY : 0);
    }
}
