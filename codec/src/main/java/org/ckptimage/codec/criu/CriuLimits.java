// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

/**
 * Bounds on what is taken from CRIU images, checked before anything is allocated.
 *
 * @param maxMessage bytes of one message that is held in memory (an mm entry with 65530 areas has 2.6 MiB)
 * @param maxFields fields in one message that becomes objects, those of the messages in it included
 * @param maxGroups supplementary groups of one thread (the kernel's NGROUPS_MAX)
 * @param maxHeld bytes that everything kept of one set may take, as estimated
 */
public record CriuLimits(int maxMessage, int maxFields, int maxGroups, long maxHeld) {
    /** Limits that real dumps do not reach; with them any set is read in a heap of 64 MiB. */
    public static CriuLimits standard() {
        return new CriuLimits(4 << 20, 70_000, 65536, 16 << 20);
    }

    /** Limits for turning single images into text: an address space of 65530 areas has 600000 fields. */
    public static CriuLimits wide() {
        return new CriuLimits(64 << 20, 4 << 20, 65536, 16 << 20);
    }
}
