// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture.proc;

import java.util.List;
import java.util.Objects;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/**
 * What {@code /proc/PID/status} says of a task. Ids are those of the reader's user namespace.
 *
 * @param users its user ids
 * @param groups its group ids
 * @param groupinfo its supplementary groups
 * @param sets its capability sets
 * @param restraint what it can no longer undo
 * @param pids its numbers
 * @param signals its signal sets
 * @param umask its umask; 0 in a zombie
 * @param switches how often it gave up or lost a processor: as long as that stays, a sleeping task sleeps
 */
public record TaskStatus(Cred.Ids users, Cred.Ids groups, GroupList groupinfo, Sets sets, Restraint restraint,
        Pids pids, Signals signals, int umask, long switches) {
    public TaskStatus {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(groupinfo);
        Objects.requireNonNull(sets);
        Objects.requireNonNull(restraint);
        Objects.requireNonNull(pids);
        Objects.requireNonNull(signals);
    }

    /** Capability sets, bit n for capability n. */
    public record Sets(long inheritable, long permitted, long effective, long bounding, long ambient) {}

    /**
     * What it can no longer undo.
     *
     * @param noNewPrivs 0 no, 1 yes, 2 unknown
     * @param seccomp its mode; -1 if unknown
     */
    public record Restraint(long noNewPrivs, long seccomp) {}

    /**
     * Its numbers in each pid namespace from that of the reader on inwards; 0 where there is none.
     *
     * @param pid of the task
     * @param tgid its thread group
     * @param pgid its process group
     * @param sid its session
     */
    public record Pids(List<Integer> pid, List<Integer> tgid, List<Integer> pgid, List<Integer> sid) {
        public Pids {
            pid = List.copyOf(pid);
            tgid = List.copyOf(tgid);
            pgid = List.copyOf(pgid);
            sid = List.copyOf(sid);
        }
    }

    /** Signals that are blocked and ignored, bit n - 1 for signal n. */
    public record Signals(long blocked, long ignored) {}
}
