// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/** Judges what every record has: a length that its kind allows, and zeros where no field is. */
final class RecordShape {
    private static final long ANY = -1;

    private final Scan scan;
    private final long[] lengths = new long[RecordType.values().length];

    RecordShape(Scan scan) {
        this.scan = scan;
        for (RecordType type : RecordType.values()) {
            lengths[type.ordinal()] = exactLength(type);
        }
    }

    /** Judges the record at hand; false if it is too large to be looked at. */
    boolean check() {
        Frame frame = scan.frame;
        if (!frame.isHeld() && !streamed(frame.type())) {
            scan.reportAt(Rule.CKS005, frame.offset() + 4, "len", "record is longer than the limit maxRecord",
                    Long.toString(frame.length()), "at most " + scan.limits.maxRecord());
            return false;
        }
        long exact = lengths[frame.type().ordinal()];
        if (frame.type() == RecordType.TASK) {
            exact = scan.structs.task(frame.length()).size();
        }
        if (exact != ANY) {
            scan.expectLength(exact, "its struct");
        }
        if (frame.isHeld() && frame.type() != RecordType.FILE) {
            scan.expectZero(scan.structs.padding(frame));
        }
        return true;
    }

    /** Opaque payload without a limit of its own is never held, whatever its size. */
    private static boolean streamed(RecordType type) {
        return type == RecordType.BUFFER || type == RecordType.PIPE_BUF || type == RecordType.CPU_FPU
                || type == RecordType.MM_CONTEXT_LDT || type == RecordType.NETDEV_ADDR
                || type == RecordType.LSM_INFO;
    }

    private long exactLength(RecordType type) {
        return switch (type) {
            // judged where the counts in them, or before them, are known
            case BUFFER, STRING, FILE_NAME, LSM_INFO, PIPE_BUF, CPU_FPU, MM_CONTEXT_LDT, GROUPINFO, SIGHAND,
                    SIGPENDING, FILE, NETDEV_ADDR, MNT_NS, CAPABILITIES, EXT_USER_NS_MAP -> ANY;
            case THREAD -> scan.format.abi().x86() ? ANY : ofStruct(type);
            case ERROR -> 8;
            case TASK_OBJS -> scan.version.reconstructed() ? ANY : ofStruct(type);
            default -> ofStruct(type);
        };
    }

    private long ofStruct(RecordType type) {
        StructLayout layout = scan.structs.of(type);
        return layout == null ? ANY : layout.size();
    }
}
