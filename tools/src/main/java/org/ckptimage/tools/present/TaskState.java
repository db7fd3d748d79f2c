// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import org.ckptimage.codec.model.Task;

/** The word for {@code task->state}. */
public final class TaskState {
    private TaskState() {}

    /** Such as {@code sleeping}; in hex if it has no word. */
    public static String word(Task task) {
        long state = task.state();
        if (state == 0) {
            return "running";
        }
        if (state == 1) {
            return "sleeping";
        }
        if (state == 2) {
            return "disk-sleep";
        }
        if (state == 4) {
            return "stopped";
        }
        if (state == 8) {
            return "traced";
        }
        return task.zombie() ? "zombie" : "0x" + Long.toHexString(state) + "?";
    }
}
