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
    V14(88, new Padding(88, 44, 48), 8, 12, 80, -1, 48, -1),
    /** v18-2009-10 to v19-dev-2009-11-04. */
    V18(88, new Padding(88, 84, 88), -1, 8, 40, -1, 48, 80),
    /** v19-dev-lsm-2009-11-11 on. */
    LSM(96, new Padding(96, 52, 56, 92, 96), -1, 8, 40, 48, 56, 88);

    final int length;
    final Padding padding;
    final int version;
    final int ids;
    final int refs;
    final int secRef;
    final int caps;
    final int securebits;

    CredLayout(int length, Padding padding, int version, int ids, int refs, int secRef, int caps,
            int securebits) {
        this.length = length;
        this.padding = padding;
        this.version = version;
        this.ids = ids;
        this.refs = refs;
        this.secRef = secRef;
        this.caps = caps;
        this.securebits = securebits;
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
        return length;
    }
}
