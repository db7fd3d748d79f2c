// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import org.ckptimage.formats.FormatVersion;

/**
 * The layouts of CRED, the same on every ABI. Offsets in bytes from the record header; ids are eight u32 in
 * the order uid, suid, euid, fsuid, gid, sgid, egid, fsgid.
 *
 * <pre>
 * layout  len  version  ids  user_ref  groupinfo_ref  sec_ref  caps  securebits
 * V14      88        8   12        80             84        -    48           -   u64 sets; reconstruction
 * V18      88        -    8        40             44        -    48          80   two u32 words a set
 * LSM      96        -    8        40             44       48    56          88   two u32 words a set
 * </pre>
 */
public enum CredLayout {
    /** Seed of May 2009. */
    V14(new Padding(88, 44, 48)),
    /** v18-2009-10 to v19-dev-2009-11-04. */
    V18(new Padding(88, 84, 88)),
    /** v19-dev-lsm-2009-11-11 on. */
    LSM(new Padding(96, 52, 56, 92, 96));

    /** Offsets of V14. */
    static final int VERSION = 8;
    static final int V14_IDS = 12;
    static final int V14_REFS = 80;
    /** Offsets of V18 and LSM; those of the sets are for V14 and V18. */
    static final int IDS = 8;
    static final int REFS = 40;
    static final int CAPS = 48;
    /** Offsets of LSM. */
    static final int SEC_REF = 48;
    static final int LSM_CAPS = 56;
    /** Bytes of the four sets, behind which securebits stand. */
    static final int SETS = 32;

    final Padding padding;

    CredLayout(Padding padding) {
        this.padding = padding;
    }

    /** The layout of a version. */
    public static CredLayout of(FormatVersion version) {
        if (version == FormatVersion.V14_CREDS) {
            return V14;
        }
        return version.since(FormatVersion.V19_LSM) ? LSM : V18;
    }

    /** {@code len} of the record. */
    public int length() {
        return padding.size();
    }
}
