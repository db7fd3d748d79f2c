// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.List;

/** Semaphore adjustments made at exit (since v23-rc1). */
public record SemUndoPlan(List<Undo> undos) {
    /** Adjustments of one semaphore set. */
    public record Undo(int semid, List<Integer> adjustments) {}
}
