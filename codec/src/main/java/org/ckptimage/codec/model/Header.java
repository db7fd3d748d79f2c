// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

/**
 * What HEADER says of the checkpoint ({@code ckpt_hdr_header}; SPEC.md, header and tail).
 *
 * @param time seconds since 1970, UTC
 * @param uflags flags of the checkpoint call
 * @param major first number of the kernel version
 * @param minor second number
 * @param patch third number
 */
public record Header(long time, long uflags, int major, int minor, int patch) {
    private static final long EXTENSIONS = 0x8000_0000L;
    private static final long SUBTREE = 1;

    /** True if records and values of SPEC.md, extensions, mean something. */
    public boolean extended() {
        return (uflags & EXTENSIONS) != 0;
    }

    /** True if part of a container was saved, false if all of it. */
    public boolean subtree() {
        return (uflags & SUBTREE) != 0;
    }

    /** The kernel version, such as {@code 2.6.33}. */
    public String kernel() {
        return major + "." + minor + "." + patch;
    }
}
