// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.Objects;

/**
 * One task to make.
 *
 * @param kind what it is
 * @param pid number that it must get; 0 for any
 * @param family where it stands among the others
 * @param cred position of its cred; {@link #NONE} for a ghost
 * @param signals what has to do with signals
 * @param exitCode wait status of a zombie, else 0
 * @param comm its name, cut to 15 bytes
 */
public record PlanTask(Kind kind, int pid, Family family, int cred, Signals signals, int exitCode,
        String comm) {
    /** No position. */
    public static final int NONE = -1;

    public PlanTask {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(family);
        Objects.requireNonNull(signals);
        Objects.requireNonNull(comm);
    }

    /** What a task is. */
    public enum Kind {
        /** Leads a thread group and waits. */
        PROCESS,
        /** Belongs to the thread group of a process. */
        THREAD,
        /** Has ended and waits for its parent to notice. */
        ZOMBIE,
        /** Leads a session or group in place of a task that had ended; is gone when the others are ready. */
        GHOST
    }

    /** When a task is made, seen from its maker. */
    public enum Birth {
        /** Before the maker starts a session of its own. */
        EARLY,
        /** After that, or the maker starts none. */
        USUAL
    }

    /**
     * Where a task stands.
     *
     * @param parent position of its parent; {@link #NONE} for a root and for a thread
     * @param maker position of the task that makes it: the parent; or a ghost with the same parent; or one
     *     further below the parent, who takes it in at the end of the ghost; or of a thread its process
     * @param leader position of the leader of its thread group; its own unless it is a thread
     * @param pgrp position of the leader of its process group; {@link #NONE} for whatever it is born into
     * @param session position of the leader of its session; {@link #NONE} likewise
     * @param birth when it is made
     */
    public record Family(int parent, int maker, int leader, int pgrp, int session, Birth birth) {
        public Family {
            Objects.requireNonNull(birth);
        }
    }

    /**
     * Signals of a task.
     *
     * @param exit sent to the parent at its end; 0 for none
     * @param pdeath sent to it at the end of its parent; 0 for none
     * @param mask blocked ones, bit n - 1 for signal n
     */
    public record Signals(int exit, int pdeath, long mask) {
        /** Those of a usual process: SIGCHLD at its end, none blocked. */
        public static final Signals USUAL = new Signals(17, 0, 0);

        /** Those of a usual thread, whose end nobody is told. */
        public static final Signals OF_THREAD = new Signals(0, 0, 0);
    }
}
