// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One task ({@code ckpt_hdr_task} with its comm, TASK_CREDS, TASK_NS and TASK_OBJS; SPEC.md, task records).
 *
 * @param offset of its TASK record
 * @param ids its numbers in the process tree
 * @param comm command name up to its NUL, control characters and all; bytes that are not UTF-8 are
 *     {@code \xNN}
 * @param state {@code task->state} as the kernel numbers it
 * @param exitCode what {@code wait} will see of a zombie
 * @param credRef real credentials; empty where none were read, as for a zombie
 * @param ecredRef effective credentials; empty likewise
 * @param refs the other objects it uses
 * @param signals what it has to do with signals
 * @param seccomp its seccomp mode: 0 none, 1 strict, 2 filter; empty if unknown
 */
public record Task(long offset, Ids ids, String comm, long state, long exitCode, OptionalInt credRef,
        OptionalInt ecredRef, Refs refs, Signals signals, OptionalLong seccomp) {
    private static final int TASK_DEAD = 64;

    public Task {
        Objects.requireNonNull(ids);
        Objects.requireNonNull(comm);
        Objects.requireNonNull(credRef);
        Objects.requireNonNull(ecredRef);
        Objects.requireNonNull(refs);
        Objects.requireNonNull(signals);
        Objects.requireNonNull(seccomp);
    }

    /** The same task with what an extension record says of it. */
    Task with(OptionalLong mode) {
        return new Task(offset, ids, comm, state, exitCode, credRef, ecredRef, refs, signals, mode);
    }

    /** True for a task that is dead and waits for its parent. */
    public boolean zombie() {
        return state == TASK_DEAD;
    }

    /** True for a task that does not lead its thread group. */
    public boolean thread() {
        return ids.pid != ids.tgid;
    }

    /**
     * Numbers in the outermost pid namespace of the image; markers below -4095 are as in the image.
     *
     * @param pid of the task itself
     * @param ppid thread group of its parent
     * @param tgid its thread group
     * @param pgid its process group
     * @param sid its session
     */
    public record Ids(int pid, int ppid, int tgid, int pgid, int sid) {}

    /**
     * Objrefs of what a task uses; 0 for none.
     *
     * @param ns NS
     * @param files FILE_TABLE
     * @param mm MM
     * @param fs FS
     * @param sighand SIGHAND
     * @param signal SIGNAL
     */
    public record Refs(int ns, int files, int mm, int fs, int sighand, int signal) {
        /** No objects at all. */
        public static final Refs NONE = new Refs(0, 0, 0, 0, 0, 0);
    }

    /**
     * Signals of a task.
     *
     * @param exit sent to the parent at its end; 0 for none, negative in threads that lead no group
     * @param pdeath sent to it at the end of its parent; 0 for none
     * @param blocked its mask, bit n - 1 for signal n; 0 where the image does not say
     */
    public record Signals(int exit, int pdeath, long blocked) {
        /** SIGCHLD at its end, none blocked. */
        public static final Signals USUAL = new Signals(17, 0, 0);
    }
}
