// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.ckptimage.formats.CodeTable.NONE;
import static org.ckptimage.formats.CodeTable.at;
import static org.ckptimage.formats.FormatVersion.*;

import java.util.Arrays;
import java.util.Optional;

/**
 * Architecture of the checkpointing kernel: {@code arch_id} of the header (stored little-endian whatever the
 * byte order of the image), word size in bytes, and the {@code abi} parameter of the Kaitai specs.
 */
public enum Abi {
    X86_64("x86_64", 1, 8, at(V19_RC2_X86_64, 5), at(V19_RC3, 2)),
    X86_32("x86_32", 2, 4, at(V14_CREDS, 1)),
    S390X("s390x", 3, 8, at(V14_CREDS, 2), at(V19_RC3, 3)),
    ARM("arm", 4, 4, at(V21_ARM, 6), at(V23_RC1, NONE), at(V23_SAMSUNG, 4)),
    PPC32("ppc32", 5, 4, at(V14_CREDS, 3), at(V19_RC3, 4), at(V23_RC1_TTY, NONE)),
    PPC64("ppc64", 6, 8, at(V14_CREDS, 4), at(V19_RC3, 5), at(V23_RC1_TTY, NONE));

    private final String kernelName;
    private final int specCode;
    private final int wordSize;
    private final CodeTable ids;

    Abi(String kernelName, int specCode, int wordSize, CodeTable.Since... ids) {
        this.kernelName = kernelName;
        this.specCode = specCode;
        this.wordSize = wordSize;
        this.ids = new CodeTable(ids);
    }

    /** The usual lower-case name, e.g. {@code x86_64}. */
    public String kernelName() {
        return kernelName;
    }

    /** Value of the {@code abi} parameter of the specs. */
    public int specCode() {
        return specCode;
    }

    /** Bytes in a machine word: the size of one page address in page data. */
    public int wordSize() {
        return wordSize;
    }

    /** True for both x86 ABIs, which share their architecture records. */
    public boolean x86() {
        return this == X86_64 || this == X86_32;
    }

    /** {@code arch_id} in {@code version}, or {@link CodeTable#NONE}. */
    public int archId(FormatVersion version) {
        return ids.code(version);
    }

    /** The ABI with number {@code archId} in {@code version}, if there is one. */
    public static Optional<Abi> of(FormatVersion version, int archId) {
        return Arrays.stream(values()).filter(a -> a.archId(version) == archId).findFirst();
    }
}
