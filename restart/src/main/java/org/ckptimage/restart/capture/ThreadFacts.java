// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.OptionalLong;
import org.ckptimage.restart.capture.proc.TaskStat;
import org.ckptimage.restart.capture.proc.TaskStatus;

/**
 * One task as {@code /proc} shows it; two of them are equal if nothing happened in between.
 *
 * @param pid its process
 * @param tid its number
 * @param comm its command name, bytes as ISO 8859-1
 * @param status what status says
 * @param stat what stat says
 * @param spaces its namespaces
 */
record ThreadFacts(int pid, int tid, String comm, TaskStatus status, TaskStat stat, Spaces spaces) {
    /** Inodes of namespaces; empty where there is none any more or the caller may not know. */
    record Spaces(OptionalLong user, OptionalLong uts, OptionalLong ipc) {}

    boolean leads() {
        return pid == tid;
    }
}
