// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * Capability sets, bit n for capability n.
 *
 * @param inheritable kept across exec of files that ask for it
 * @param permitted what the task may use
 * @param effective what it uses
 * @param bounding what it can ever get
 * @param securebits see SPEC.md, capabilities
 */
public record CapsPlan(long inheritable, long permitted, long effective, long bounding, int securebits) {
    /** No capability but the full bounding set, as any ordinary user. */
    public static CapsPlan none() {
        return new CapsPlan(0, 0, 0, -1, 0);
    }

    /** What root has; kernels write full sets with all 64 bits. */
    public static CapsPlan full() {
        return new CapsPlan(0, -1, -1, -1, 0);
    }
}
