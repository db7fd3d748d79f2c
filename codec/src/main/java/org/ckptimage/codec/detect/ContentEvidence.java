// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.ckptimage.formats.FormatVersion.*;

import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * What the contents of records say for or against a layout where type numbers and lengths agree: the size of
 * tree entries, the unit of auxv, the numbering of pid tags, and the order of the fields of the 80-byte TASK.
 */
final class ContentEvidence {
    private static final int TASK_DEAD = 64;
    private static final int EXIT_ZOMBIE = 16;
    private static final int SIGCHLD = 17;
    private static final int LAST_FILE_TYPE_V18 = 5;

    private final FormatVersion version;
    private final ByteOrderView order;
    private final int auxv;
    private RecordType previous = RecordType.HEADER;
    private long tasks;
    private int pidsOffset;

    ContentEvidence(FormatVersion version, ByteOrderView order, int auxv) {
        this.version = version;
        this.order = order;
        this.auxv = auxv;
    }

    /** Judges one record of which {@code have} bytes from {@code at} on are visible. */
    int contradictions(RecordType type, byte[] bytes, int at, int have, long length) {
        int wrong = 0;
        if (type == RecordType.TREE && have >= 12) {
            tasks = order.u32(bytes, at + 8);
        } else if (type == RecordType.PIDS && have >= 20) {
            pidsOffset = order.i32(bytes, at + 16);
        } else if (type == RecordType.BUFFER && previous == RecordType.TREE) {
            wrong = tree(bytes, at, have, length);
        } else if (type == RecordType.BUFFER && previous == RecordType.MM) {
            wrong = length - 8 == (version.since(V19) ? 8L * auxv : auxv) ? 0 : 1;
        } else if (type == RecordType.FILE && have >= 12) {
            wrong = version == V18 && order.u32(bytes, at + 8) > LAST_FILE_TYPE_V18 ? 1 : 0;
        } else if (type == RecordType.TASK && have == 80) {
            wrong = longTask(bytes, at);
        }
        previous = type;
        return wrong;
    }

    private int tree(byte[] bytes, int at, int have, long length) {
        int wrong = length - 8 == tasks * (version == V20_PIDNS ? 32 : 24) ? 0 : 1;
        if (version.since(V23_RC1_PIDS) && have >= 12) {
            // the first pid object has tag offset + 1 in v23-rc1-pids, tag offset afterwards; tags are
            // positive
            int first = version.since(V23_RC2) ? pidsOffset : pidsOffset + 1;
            wrong += first > 0 && order.i32(bytes, at + 8) >= first ? 0 : 1;
        }
        return wrong;
    }

    /** {@code flags} came in front of {@code state} in v23-rc2. */
    private int longTask(byte[] bytes, int at) {
        int shift = version.since(V23_RC2) ? 4 : 0;
        int state = order.i32(bytes, at + 8 + shift);
        int exitState = order.i32(bytes, at + 12 + shift);
        if (state == TASK_DEAD) {
            return exitState == EXIT_ZOMBIE ? 0 : 1;
        }
        int exitCode = order.i32(bytes, at + 16 + shift);
        int exitSignal = order.i32(bytes, at + 20 + shift);
        boolean plausible = exitState == 0 && exitCode == 0 && (exitSignal == SIGCHLD || exitSignal == -1);
        return plausible ? 0 : 1;
    }
}
