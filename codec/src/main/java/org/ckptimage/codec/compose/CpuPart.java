// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.layout.StructLayout;

/** THREAD, RESTART_BLOCK, CPU and CPU_FPU. */
final class CpuPart {
    private static final int TLS_ENTRIES = 3;
    private static final int TLS_BYTES = 24;
    private static final long EFLAGS = 0x202;
    private static final int NO_RESTART = 1;

    private final Parts parts;
    private final ImageWriter image;
    private final Abi abi;

    CpuPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
        this.abi = parts.plan.abi;
    }

    void write(TaskPlan task) throws IOException {
        thread();
        image.write(image.record(RESTART_BLOCK).put("function_type", NO_RESTART));
        if (abi == Abi.PPC32 || abi == Abi.PPC64) {
            // no layout is known: 44 registers stand for it
            image.payload(CPU, new byte[44 * abi.wordSize()]);
            return;
        }
        boolean math = abi.x86() && task.usedMath;
        if (abi.x86()) {
            processor(math);
        } else {
            image.write(image.record(CPU));
        }
        if (math) {
            image.payload(CPU_FPU, fpu());
        }
    }

    private void thread() throws IOException {
        StructLayout thread = parts.layouts.find("ckpt_hdr_thread").orElse(null);
        if (abi.x86()) {
            image.write(image.record(THREAD, thread, TLS_BYTES)
                    .put("gdt_entry_tls_entries", TLS_ENTRIES).put("sizeof_tls_array", TLS_BYTES));
        } else if (thread != null) {
            image.write(image.record(THREAD));
        }
    }

    private void processor(boolean math) throws IOException {
        boolean wide = abi == Abi.X86_64;
        image.write(image.record(CPU).put("ip", parts.machine(0x47c08b))
                .put("sp", parts.machine(0x7ffe0000)).put("flags", EFLAGS)
                .put("cs", wide ? 3 : 1).put("ss", wide ? 4 : 2)
                .put("ds", wide ? 0 : 2).put("es", wide ? 0 : 2)
                .put("used_math", math ? 1 : 0));
    }

    /** State of FXSAVE after finit. */
    private byte[] fpu() {
        byte[] state = new byte[HeaderPart.XSTATE];
        parts.plan.order.putU16(state, 0, 0x37f);
        parts.plan.order.putI32(state, 24, 0x1f80);
        parts.plan.order.putI32(state, 28, 0xffff);
        return state;
    }
}
