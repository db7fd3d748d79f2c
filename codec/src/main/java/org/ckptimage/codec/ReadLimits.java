// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

/**
 * Bounds on what a reader takes from an image, checked before anything is allocated. An image over a limit is
 * reported with the name of the limit.
 *
 * @param maxGroups supplementary groups in one GROUPINFO (the kernel's NGROUPS_MAX)
 * @param maxString payload bytes of STRING and FILE_NAME (the kernel's PATH_MAX)
 * @param maxRecord bytes of any other record that is held in memory as a whole
 * @param maxTasks tasks in one image
 * @param maxNesting objects open inside one another
 * @param maxDetectWindow bytes read ahead to tell the layouts of one CHECKPOINT_VERSION apart
 */
public record ReadLimits(int maxGroups, int maxString, int maxRecord, int maxTasks, int maxNesting,
        int maxDetectWindow) {

    /** The limits of SPEC.md. */
    public static ReadLimits standard() {
        return new ReadLimits(65536, 4096, 1 << 20, 1 << 20, 1024, 8 << 20);
    }
}
