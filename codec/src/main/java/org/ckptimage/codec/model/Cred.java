// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;

/**
 * Credentials ({@code ckpt_hdr_cred}; SPEC.md, credentials). Ids are unsigned.
 *
 * @param objref its id
 * @param offset of its CRED record
 * @param users the four user ids
 * @param groups the four group ids
 * @param caps capability sets and securebits
 * @param userRef USER that it is charged to
 * @param groupinfoRef its supplementary groups
 * @param secRef its security label; 0 for none
 */
public record Cred(int objref, long offset, Ids users, Ids groups, Caps caps, int userRef, int groupinfoRef,
        int secRef) {
    public Cred {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(caps);
    }

    /**
     * User ids or group ids of one cred.
     *
     * @param real {@code uid} or {@code gid}
     * @param effective {@code euid} or {@code egid}
     * @param saved {@code suid} or {@code sgid}
     * @param filesystem {@code fsuid} or {@code fsgid}
     */
    public record Ids(long real, long effective, long saved, long filesystem) {}

    /**
     * Capability sets, bit n for capability n.
     *
     * @param inheritable {@code cap_i}
     * @param permitted {@code cap_p}
     * @param effective {@code cap_e}
     * @param bounding {@code cap_b}
     * @param securebits flags of {@code PR_SET_SECUREBITS}
     */
    public record Caps(long inheritable, long permitted, long effective, long bounding, long securebits) {}
}
