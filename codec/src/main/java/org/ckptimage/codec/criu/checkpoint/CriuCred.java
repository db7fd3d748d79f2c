// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/**
 * Credentials of one thread. Ids are those inside its user namespace, unsigned.
 *
 * @param users the four user ids
 * @param groups the four group ids
 * @param supplementary supplementary groups in the order of the image
 * @param caps capability sets
 * @param securebits flags of {@code PR_SET_SECUREBITS}, unsigned
 * @param noNewPrivs 1 if it is set, else 0
 * @param lsmProfile SELinux context or AppArmor profile
 * @param lsmSockcreate SELinux context of new sockets
 */
public record CriuCred(Cred.Ids users, Cred.Ids groups, GroupList supplementary, CapSets caps,
        long securebits, long noNewPrivs, Optional<String> lsmProfile, Optional<String> lsmSockcreate) {
    public CriuCred {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(supplementary);
        Objects.requireNonNull(caps);
        Objects.requireNonNull(lsmProfile);
        Objects.requireNonNull(lsmSockcreate);
    }

    /**
     * Capability sets, bit n for capability n.
     *
     * @param inheritable {@code cap_inh}
     * @param permitted {@code cap_prm}
     * @param effective {@code cap_eff}
     * @param bounding {@code cap_bnd}
     * @param ambient {@code cap_amb}
     */
    public record CapSets(long inheritable, long permitted, long effective, long bounding, long ambient) {}
}
