// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;
import org.junit.jupiter.api.Test;

/** The lengths that detection uses are those of the specs, for every version, architecture and type. */
class LengthEvidenceTest {
    private static final int TLS = 24;
    /** Types whose length varies within one layout. */
    private static final Set<RecordType> VARIABLE = EnumSet.of(RecordType.GROUPINFO, RecordType.SIGHAND,
            RecordType.FILE, RecordType.EXT_USER_NS_MAP);

    @Test
    void everyStructOfEveryVersionFits() {
        each((version, abi, type, struct) -> {
            boolean tls = type == RecordType.THREAD && abi.x86();
            int length = struct.size() + (tls ? TLS : 0);
            assertTrue(LengthEvidence.fits(version, abi, type, length), where(version, abi, type, length));
        });
    }

    @Test
    void whatTellsLayoutsApartFitsNoOtherLength() {
        each((version, abi, type, struct) -> {
            boolean tls = type == RecordType.THREAD && abi.x86();
            boolean taskObjects = type == RecordType.TASK_OBJS && version.reconstructed();
            if (taskObjects || VARIABLE.contains(type) || LengthEvidence.fits(version, abi, type, 12345)) {
                return;
            }
            int length = struct.size() + (tls ? TLS : 0);
            int fitting = 0;
            for (int other = 8; other < 600; other++) {
                boolean fits = LengthEvidence.fits(version, abi, type, other);
                boolean bothTasks = type == RecordType.TASK && abi == Abi.X86_32 && other == 72;
                boolean pending = type == RecordType.SIGPENDING;
                if (fits && !bothTasks && !pending) {
                    assertEquals(length, other, where(version, abi, type, other));
                    fitting++;
                }
            }
            assertTrue(fitting <= 1, where(version, abi, type, length));
        });
    }

    @Test
    void pendingSignalsHaveTheSizeOfTheirVersion() {
        for (FormatVersion version : FormatVersion.values()) {
            int each = Layouts.of(version, Abi.X86_32).find("ckpt_siginfo").orElseThrow().size();
            for (int n = 0; n < 10; n++) {
                long length = 24 + (long) n * each;
                assertTrue(LengthEvidence.fits(version, Abi.X86_32, RecordType.SIGPENDING, length));
            }
        }
    }

    private interface Check {
        void check(FormatVersion version, Abi abi, RecordType type, StructLayout struct);
    }

    private static void each(Check check) {
        for (FormatVersion version : FormatVersion.values()) {
            for (Abi abi : Abi.values()) {
                for (RecordType type : RecordType.values()) {
                    if (abi.archId(version) >= 0 && type.in(version) && !type.struct().isEmpty()) {
                        Optional<StructLayout> struct = Layouts.of(version, abi).find(type.struct());
                        struct.ifPresent(s -> check.check(version, abi, type, s));
                    }
                }
            }
        }
    }

    private static String where(FormatVersion version, Abi abi, RecordType type, int length) {
        return version.label() + " " + abi + " " + type + " " + length + " bytes";
    }
}
