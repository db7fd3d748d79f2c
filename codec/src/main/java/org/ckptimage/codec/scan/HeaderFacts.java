// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

/** What HEADER and HEADER_ARCH said that later records are judged by. */
final class HeaderFacts {
    int major;
    int minor;
    int patch;
    /** Number of auxv entries, or bytes of auxv up to v19-rc3. */
    int auxv;
    int releaseLength = 65;
    int versionLength = 65;
    int machineLength = 65;
    /** Bytes of the FPU state that CPU_FPU holds; -1 if unknown. */
    int xstateSize = -1;
    /** Flags that no version defines are set. */
    boolean unknownFlags;
    /** The image announces extension records. */
    boolean extended;

    /** The securebits that the kernel of the image knew. */
    long securebits() {
        int kernel = major << 16 | minor << 8 | patch;
        if (kernel < 0x040300) {
            return 0x3f;
        }
        return kernel < 0x060e00 ? 0xff : 0xfff;
    }

    /** The highest capability the kernel of the image knew. */
    int lastCapability() {
        int kernel = major << 16 | minor << 8 | patch;
        if (kernel < 0x020619) {
            return 31;
        }
        if (kernel < 0x020625) {
            return 33;
        }
        if (kernel < 0x030000) {
            return 34;
        }
        if (kernel < 0x030500) {
            return 35;
        }
        if (kernel < 0x031000) {
            return 36;
        }
        return kernel < 0x050800 ? 37 : 40;
    }
}
