// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** Zeroes what tasks keep in memory, registers and queues; addresses and counts stay. */
final class BulkEdit {
    /** Registers of x86 that hold data; pointers to code and stack, flags and segments stay. */
    private static final String[] DATA_X86 = {"r15", "r14", "r13", "r12", "r11", "r10", "r9", "r8", "bx",
        "ax", "cx", "dx", "si", "di"};
    private static final String[] DATA_S390X = {"args", "orig_gpr2", "fprs"};
    private static final int GPRS_BELOW_STACK = 15;
    private static final int UREGS_BELOW_STACK = 13;
    /** What LSM_INFO says where a policy has nothing to say. */
    private static final byte[] DUMMY = "dummy".getBytes(StandardCharsets.US_ASCII);
    private static final int SI_QUEUE = -1;
    private static final int SI_MESGQ = -3;

    private final int word;
    private final StructLayout siginfo;
    private final boolean recent;
    private long addresses;

    BulkEdit(ImageFormat format) {
        this.word = format.abi().wordSize();
        this.siginfo = Layouts.of(format.version(), format.abi()).find("ckpt_siginfo").orElseThrow();
        this.recent = siginfo.has("csi_ptr");
    }

    void change(Draft draft) {
        RecordType type = draft.type();
        boolean unreadable = type == null || !type.struct().isEmpty() && draft.layout().isEmpty();
        if (unreadable) {
            blankAll(draft);
            return;
        }
        switch (type) {
            case PIPE_BUF, CPU_FPU, MM_CONTEXT_LDT, MNT_NS, CAPABILITIES -> blankAll(draft);
            case LSM_INFO -> {
                if (!Arrays.equals(draft.payload(), DUMMY)) {
                    blankAll(draft);
                }
            }
            case CPU -> registers(draft);
            case SOCKET_BUFFER -> draft.blank("cb");
            case TTY_LDISC -> {
                // where the lines of the unread input end, and how many there are
                draft.blank("read_flags");
                draft.blank("canon_data");
            }
            case SIGPENDING -> signals(draft);
            case PGARR -> addresses = draft.get("nr_pages");
            default -> { }
        }
    }

    private static void blankAll(Draft draft) {
        draft.blank(FrameReader.HEADER, draft.length() - FrameReader.HEADER);
    }

    private static void registers(Draft draft) {
        for (String name : DATA_X86) {
            draft.blank(name);
        }
        for (String name : DATA_S390X) {
            draft.blank(name);
        }
        first(draft, "gprs", GPRS_BELOW_STACK);
        first(draft, "uregs", UREGS_BELOW_STACK);
    }

    private static void first(Draft draft, String array, int n) {
        if (draft.has(array)) {
            FieldLayout field = draft.layout().orElseThrow().field(array);
            draft.blank(field.offset(), n * field.size());
        }
    }

    /** Values that came with a signal; the pointer is left over from the kernel's memory in many cases. */
    private void signals(Draft draft) {
        FieldLayout code = siginfo.field(recent ? "csi_code" : "code");
        FieldLayout pointer = siginfo.field(recent ? "csi_ptr" : "sigval_ptr");
        FieldLayout value = siginfo.field(recent ? "csi_int" : "sigval_int");
        for (int at = draft.layout().orElseThrow().size(); at + siginfo.size() <= draft.length();
                at += siginfo.size()) {
            draft.blank(at + pointer.offset(), pointer.size());
            int cause = draft.order().i32(draft.bytes(), at + code.offset());
            if (cause == SI_QUEUE || cause == SI_MESGQ) {
                draft.blank(at + value.offset(), value.size());
            }
        }
    }

    /** A {@link PayloadEdit} for page data: the addresses before the pages stay. */
    void pages(byte[] bytes, int n, long position) {
        long kept = addresses > Long.MAX_VALUE / word || addresses < 0 ? 0 : addresses * word;
        int from = (int) Math.max(0, Math.min(n, kept - position));
        Arrays.fill(bytes, from, n, (byte) 0);
    }

    /** A {@link PayloadEdit} for everything else. */
    void all(byte[] bytes, int n, long position) {
        Arrays.fill(bytes, 0, n, (byte) 0);
    }
}
