// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

/**
 * Bounds on what an archive may cost. Reading an archive over one of them ends with CKA003.
 *
 * @param maxBytes bytes after decompression
 * @param maxRatio bytes after decompression for each stored one
 * @param ratioFrom bytes after decompression up to which the ratio does not matter
 * @param maxHeader bytes of the headers of one entry: long names and extended headers
 * @param maxNames memory for the names of all entries, which are kept to find doubled ones
 */
public record ArchiveLimits(long maxBytes, long maxRatio, long ratioFrom, int maxHeader, long maxNames) {
    /**
     * Memory pages that are zero compress well, so the ratio is high: more than gzip can reach with
     * anything but one repeated byte.
     */
    public static ArchiveLimits standard() {
        return new ArchiveLimits(1L << 40, 1000, 64 << 20, 1 << 18, 16 << 20);
    }
}
