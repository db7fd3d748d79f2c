// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Credentials ({@code ckpt_hdr_cred}; SPEC.md, credentials). Ids are u32 in the user namespace of {@code
 * userRef}.
 *
 * @param version 1 in the seed of May 2009, whose CRED alone has this field
 * @param uid real user id
 * @param suid saved user id
 * @param euid effective user id
 * @param fsuid user id for file access
 * @param gid real group id
 * @param sgid saved group id
 * @param egid effective group id
 * @param fsgid group id for file access
 * @param userRef objref of the USER
 * @param groupinfoRef objref of the GROUPINFO
 * @param secRef objref of the LSM label, 0 for none; from v19-dev-lsm-2009-11-11 on
 * @param caps capability sets and securebits
 * @param slack what no field holds
 */
public record Cred(long version, long uid, long suid, long euid, long fsuid, long gid, long sgid, long egid,
        long fsgid, int userRef, int groupinfoRef, int secRef, CapabilitySets caps, Slack slack)
        implements Record {
    public Cred {
        Objects.requireNonNull(caps);
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.CRED);
    }
}
