// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.Objects;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/**
 * Credentials to take on.
 *
 * @param objref of the CRED in the image, for messages; 0 for none
 * @param userNs position of its user namespace; {@link PlanTask#NONE} for the one of the caller
 * @param users user ids, in that namespace
 * @param groups group ids, in that namespace
 * @param groupinfo supplementary groups
 * @param caps capability sets
 * @param flags what else holds
 */
public record PlanCred(int objref, int userNs, Cred.Ids users, Cred.Ids groups, Groups groupinfo, Caps caps,
        Set<Flag> flags) {
    public PlanCred {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(groupinfo);
        Objects.requireNonNull(caps);
        flags = Set.copyOf(flags);
    }

    /** Properties of a cred that are there or not. */
    public enum Flag {
        /** {@code no_new_privs} is on. */
        NO_NEW_PRIVS,
        /** Groups are those of the caller's namespace, set before the task enters its own. */
        GROUPS_OUTSIDE,
        /** Securebits are left as they are, those of {@link Caps} count for nothing. */
        SECUREBITS_STAY
    }

    /**
     * Supplementary groups.
     *
     * @param objref of the GROUPINFO, for messages; 0 for none
     * @param list the groups in rising order
     */
    public record Groups(int objref, GroupList list) {
        public Groups {
            Objects.requireNonNull(list);
        }
    }

    /**
     * Capability sets, bit n for capability n.
     *
     * @param inheritable {@code cap_i}
     * @param permitted {@code cap_p}
     * @param effective {@code cap_e}
     * @param bounding {@code cap_b}
     * @param ambient the ambient set
     * @param securebits flags of {@code PR_SET_SECUREBITS}
     */
    public record Caps(long inheritable, long permitted, long effective, long bounding, long ambient,
            long securebits) {}
}
