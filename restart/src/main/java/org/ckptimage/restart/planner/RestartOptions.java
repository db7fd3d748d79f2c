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
 */
public record RestartOptions(Pids pids, UsernsMap map, Caps caps, int mostTasks) {
    public RestartOptions {
        Objects.requireNonNull(pids);
        Objects.requireNonNull(map);
        Objects.requireNonNull(caps);
    }

    /** Numbers of the tasks. */
    public enum Pids { KEEP, ANY }

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
