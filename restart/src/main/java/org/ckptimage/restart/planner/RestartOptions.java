// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.Objects;

/**
 * What the image leaves open.
 *
 * @param pids which numbers tasks get
 * @param map how ids of user namespaces are mapped
 * @param caps what to do with capabilities that the caller lacks
 * @param mostTasks more tasks than this are refused
 * @param files who opens the files that tasks held open
 * @param ipc what to do with SysV IPC objects
 */
public record RestartOptions(Pids pids, UsernsMap map, Caps caps, int mostTasks, Files files, Ipc ipc) {
    public RestartOptions {
        Objects.requireNonNull(pids);
        Objects.requireNonNull(map);
        Objects.requireNonNull(caps);
        Objects.requireNonNull(files);
        Objects.requireNonNull(ipc);
    }

    /** With files as their tasks can open them, and with IPC objects. */
    public RestartOptions(Pids pids, UsernsMap map, Caps caps, int mostTasks) {
        this(pids, map, caps, mostTasks, Files.OWN, Ipc.NEW);
    }

    /** The same with other files. */
    public RestartOptions with(Files other) {
        return new RestartOptions(pids, map, caps, mostTasks, other, ipc);
    }

    /** The same with other IPC objects. */
    public RestartOptions with(Ipc other) {
        return new RestartOptions(pids, map, caps, mostTasks, files, other);
    }

    /** Numbers of the tasks. */
    public enum Pids { KEEP, ANY }

    /** Files that tasks hold open. */
    public enum Files {
        /** They are left out, with a warning. */
        NONE,
        /** Whoever is to hold one opens it, with the cred of the image: nobody gets what he could not. */
        OWN,
        /** The caller opens them, and tasks get what the caller may open: the image is trusted. */
        ALL
    }

    /** SysV IPC objects. */
    public enum Ipc {
        /** In a new IPC namespace. */
        NEW,
        /** They are left out, with a warning, and the namespace is that of the caller. */
        NONE
    }

    /** Capabilities beyond those of the caller, in the caller's own namespace. */
    public enum Caps {
        /** Stay in the plan, which then is not authorised. */
        EXACT,
        /** Are left out with a warning. */
        NARROW
    }

    /**
     * Map of a user namespace whose image has none.
     *
     * @param kind how it is made
     * @param base first id outside for {@link Kind#BASE}, else 0
     */
    public record UsernsMap(Kind kind, long base) {
        /** How a map is made. */
        public enum Kind {
            /** Of the ids that the image uses, each as itself. */
            USED,
            /** Of all ids, each as itself. */
            IDENTITY,
            /** As captured; where nothing was captured, of those used. */
            CAPTURED,
            /** 65536 ids for each namespace directly below the caller's, from a base on. */
            BASE
        }
    }
}
