// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Judges the machine state of a task: THREAD with its TLS array, CPU and CPU_FPU of x86. */
final class CpuCheck {
    private static final int TLS_ENTRIES = 3;
    private static final int TLS_BYTES = 24;
    /** CF PF AF ZF SF TF DF OF NT RF AC ID: the flags a task may change. */
    private static final long FREE_FLAGS = 0x254dd5L;
    private static final long FIXED_FLAGS = 0x202L;
    private static final int DESCRIPTOR_DPL3_S = 0x70;
    private static final int DESCRIPTOR_L = 0x20;

    private final Scan scan;
    private final boolean x86;
    private final int threadSize;
    private final FieldLayout tlsBytes;
    private final FieldLayout tlsEntries;
    private final FieldLayout usedMath;
    private final FieldLayout flags;
    private final FieldLayout cs;

    CpuCheck(Scan scan) {
        this.scan = scan;
        x86 = scan.format.abi().x86();
        StructLayout thread = scan.structs.of(THREAD);
        threadSize = thread == null ? 0 : thread.size();
        tlsBytes = Structs.field(thread, "sizeof_tls_array");
        tlsEntries = Structs.field(thread, "gdt_entry_tls_entries");
        usedMath = scan.structs.field(CPU, "used_math");
        flags = scan.structs.field(CPU, "flags");
        cs = scan.structs.field(CPU, "cs");
    }

    void thread() {
        scan.expectLength(threadSize + scan.frame.get(tlsBytes), "sizeof_tls_array");
        scan.expectValue(tlsEntries, TLS_ENTRIES);
        scan.expectValue(tlsBytes, TLS_BYTES);
        for (int i = 0; i < TLS_ENTRIES && threadSize + 8 * (i + 1) <= scan.frame.length(); i++) {
            descriptor(threadSize + 8 * i);
        }
    }

    private void descriptor(int at) {
        boolean empty = scan.frame.i32(at) == 0 && scan.frame.i32(at + 4) == 0;
        boolean user = (scan.frame.u8(at + 5) & DESCRIPTOR_DPL3_S) == DESCRIPTOR_DPL3_S
                && (scan.frame.u8(at + 6) & DESCRIPTOR_L) == 0;
        if (!empty && !user) {
            scan.reportAt(Rule.CKV009, scan.frame.offset() + at, "tls_array",
                    "TLS descriptor is not one of user space", "", "dpl 3, s 1, l 0, or empty");
        }
    }

    void cpu(Scope scope) {
        scope.flag = x86 && scan.frame.get(usedMath) != 0;
        if (!x86) {
            return;
        }
        long value = scan.frame.get(flags);
        if ((value & ~FREE_FLAGS) != FIXED_FLAGS) {
            scan.report(Rule.CKV009, flags, "processor flags that a task cannot have",
                    HeaderGrammar.hex(value),
                    "0x202 and bits of 0x254dd5");
        }
        if (scan.frame.get(cs) == 0) {
            scan.report(Rule.CKV009, cs, "code segment is null", "0", "a user code segment");
        }
    }

    void fpu() {
        if (scan.header.xstateSize >= 0) {
            scan.expectLength(8L + scan.header.xstateSize, "xstate_size");
        }
    }
}
