// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param ext what the format of 2009 could not say; empty if the image says nothing of it
 */
public record Cred(int objref, long offset, Ids users, Ids groups, Caps caps, int userRef, int groupinfoRef,
        int secRef, Optional<Ext> ext) {
    /** Stands in {@code securebits} that the writer could not read (SPEC.md, values that were not read). */
    public static final long SECUREBITS_UNKNOWN = 0x8000_0000L;

    public Cred {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(caps);
        Objects.requireNonNull(ext);
    }

    /** The same cred with what an extension record says of it. */
    public Cred with(Optional<Ext> found) {
        return new Cred(objref, offset, users, groups, caps, userRef, groupinfoRef, secRef, found);
    }

    /** The ambient set; empty where the image does not say. */
    public long ambient() {
        return ext.map(Ext::ambient).orElse(0L);
    }

    /** {@code no_new_privs} as a number; empty if unknown. */
    public OptionalLong noNewPrivs() {
        return ext.map(Ext::noNewPrivs).orElse(OptionalLong.empty());
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
     * @param securebits flags of {@code PR_SET_SECUREBITS}; {@link #SECUREBITS_UNKNOWN} if nobody read them
     */
    public record Caps(long inheritable, long permitted, long effective, long bounding, long securebits) {}

    /**
     * What CRED itself cannot say: contents of EXT_CRED (SPEC.md, extension range), and labels that CRIU
     * keeps with the credentials.
     *
     * @param noNewPrivs 0 no, 1 yes; empty if unknown
     * @param ambient the ambient set, bit n for capability n
     * @param lsmProfile SELinux context or AppArmor profile; empty if there is none
     * @param lsmSockcreate SELinux context of new sockets; empty if there is none
     */
    public record Ext(OptionalLong noNewPrivs, long ambient, Optional<String> lsmProfile,
            Optional<String> lsmSockcreate) {
        public Ext {
            Objects.requireNonNull(noNewPrivs);
            Objects.requireNonNull(lsmProfile);
            Objects.requireNonNull(lsmSockcreate);
        }

        /** What EXT_CRED says. */
        public Ext(OptionalLong noNewPrivs, long ambient) {
            this(noNewPrivs, ambient, Optional.empty(), Optional.empty());
        }
    }
}
