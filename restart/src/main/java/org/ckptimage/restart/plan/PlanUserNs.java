// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.List;
import java.util.Objects;

/**
 * A user namespace to make.
 *
 * @param objref of the USER_NS in the image, for messages; 0 for none
 * @param parent position of its parent; {@link PlanTask#NONE} for the namespace of the caller
 * @param creator who makes it and so owns it
 * @param uids map of user ids
 * @param gids map of group ids
 * @param setgroups whether groups may be set inside
 */
public record PlanUserNs(int objref, int parent, Creator creator, IdMap uids, IdMap gids,
        Setgroups setgroups) {
    public PlanUserNs {
        Objects.requireNonNull(creator);
        Objects.requireNonNull(uids);
        Objects.requireNonNull(gids);
        Objects.requireNonNull(setgroups);
    }

    /** Whether {@code setgroups} works inside. */
    public enum Setgroups { ALLOW, DENY }

    /**
     * Ids of the creator in the parent namespace.
     *
     * @param uid its user id
     * @param gid its group id
     */
    public record Creator(long uid, long gid) {}

    /**
     * A map of ids.
     *
     * @param extents ranges of ids; none of them meets another
     */
    public record IdMap(List<Extent> extents) {
        public IdMap {
            extents = List.copyOf(extents);
        }

        /** A map of one range. */
        public static IdMap of(long inside, long outside, long count) {
            return new IdMap(List.of(new Extent(inside, outside, count)));
        }

        /** All ids, each as itself. */
        public static IdMap identity() {
            return of(0, 0, 0xffff_ffffL);
        }
    }

    /**
     * A range of ids.
     *
     * @param inside first id inside
     * @param outside first id in the parent namespace
     * @param count number of ids
     */
    public record Extent(long inside, long outside, long count) {}
}
