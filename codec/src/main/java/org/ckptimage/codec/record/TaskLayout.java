// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * The layouts of TASK. Offsets in bytes from the record header, -1 for a field that a layout lacks.
 *
 * <p>On x86_32 before v19-2010-02-22 the record has 64 bytes, but a 64-bit kernel that checkpoints 32-bit
 * tasks writes its own 72 there; the length of the record tells which.
 */
public enum TaskLayout {
    /** Seed of May 2009: u32 fields and both creds; reconstruction. */
    V14(new Padding(40, 36, 40), -1, 8, 12, 16, 20, -1, -1, -1, -1, -1, -1, -1, -1, -1, 24, 28, 32),
    /** RFC of 27 May 2009. */
    V16(new Padding(32, 28, 32), -1, 8, 12, 16, 20, -1, -1, -1, -1, -1, -1, -1, -1, -1, 24, -1, -1),
    /** v18-2009-10 to v19-rc3. */
    V18(new Padding(72, 28, 32, 60, 64), -1, 8, 12, 16, 20, 24, 32, 40, -1, -1, 48, 52, 56, 64, -1, -1, -1),
    /** The same on x86_32, which aligns 64-bit fields to 4. */
    V18_X86_32(new Padding(64), -1, 8, 12, 16, 20, 24, 28, 36, -1, -1, 44, 48, 52, 56, -1, -1, -1),
    /** v19-2010-02-22 to v21-arm-2010-06-17. */
    V19(new Padding(64), -1, 8, 12, 16, 20, 24, 48, 56, -1, -1, 28, 32, 36, 40, -1, -1, -1),
    /** v23-rc1 to v23-rc1-pids-2011-01-25. */
    V23_RC1(new Padding(80, 76, 80), -1, 8, 12, 16, 20, 24, 48, 56, 64, 72, 28, 32, 36, 40, -1, -1, -1),
    /** v23-rc2 on. */
    V23_RC2(new Padding(80), 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 60, 64, 68, 72, -1, -1, -1);

    static final int FLAGS = 0;
    static final int STATE = 1;
    static final int EXIT_STATE = 2;
    static final int EXIT_CODE = 3;
    static final int EXIT_SIGNAL = 4;
    static final int PDEATH_SIGNAL = 5;
    static final int SET_CHILD_TID = 6;
    static final int CLEAR_CHILD_TID = 7;
    static final int SAS_SS_SP = 8;
    static final int SAS_SS_SIZE = 9;
    static final int COMPAT_ROBUST_FUTEX_HEAD_LEN = 10;
    static final int COMPAT_ROBUST_FUTEX_LIST = 11;
    static final int ROBUST_FUTEX_HEAD_LEN = 12;
    static final int ROBUST_FUTEX_LIST = 13;
    static final int TASK_COMM_LEN = 14;
    static final int CRED_REF = 15;
    static final int ECRED_REF = 16;

    final Padding padding;
    private final int[] offsets;

    /** Offsets are in the order of the indexes above. */
    TaskLayout(Padding padding, int... offsets) {
        this.padding = padding;
        this.offsets = offsets;
    }

    /** The layout of a version and ABI. */
    public static TaskLayout of(FormatVersion version, Abi abi) {
        if (version == FormatVersion.V14_CREDS) {
            return V14;
        }
        if (version == FormatVersion.V16) {
            return V16;
        }
        if (!version.since(FormatVersion.V19)) {
            return abi == Abi.X86_32 ? V18_X86_32 : V18;
        }
        if (!version.since(FormatVersion.V23_RC1)) {
            return V19;
        }
        return version.since(FormatVersion.V23_RC2) ? V23_RC2 : V23_RC1;
    }

    /** The layout of a record of {@code length} bytes where this one is expected. */
    TaskLayout forLength(int length) {
        return this == V18_X86_32 && length == V18.length() ? V18 : this;
    }

    int offset(int field) {
        return offsets[field];
    }

    /** {@code len} of the record. */
    public int length() {
        return padding.size();
    }
}
