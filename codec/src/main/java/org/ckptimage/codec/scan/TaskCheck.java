// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Judges TASK, its comm, RESTART_BLOCK, TASK_CREDS and TASK_OBJS as a restart does. */
final class TaskCheck {
    static final int TASK_DEAD = 64;
    private static final int EXIT_ZOMBIE = 16;
    private static final long STATE_BITS = 0x3ff;
    private static final long FLAG_BITS = 3;
    private static final int NSIG = 64;
    private static final int COMM = 16;

    private final Scan scan;
    private final References references;
    private final FieldLayout credRef;
    private final FieldLayout ecredRef;
    private final FieldLayout files;
    private final FieldLayout mm;
    private final FieldLayout fs;
    private final FieldLayout semUndo;
    private final FieldLayout sighand;
    private final FieldLayout signal;
    private final FieldLayout functionType;
    private TaskFields fields;

    TaskCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        credRef = scan.structs.field(TASK_CREDS, "cred_ref");
        ecredRef = scan.structs.field(TASK_CREDS, "ecred_ref");
        files = scan.structs.field(TASK_OBJS, "files_objref");
        mm = scan.structs.field(TASK_OBJS, "mm_objref");
        fs = scan.structs.field(TASK_OBJS, "fs_objref");
        semUndo = scan.structs.field(TASK_OBJS, "sem_undo_objref");
        sighand = scan.structs.field(TASK_OBJS, "sighand_objref");
        signal = scan.structs.field(TASK_OBJS, "signal_objref");
        functionType = scan.structs.field(RESTART_BLOCK, "function_type");
    }

    void task(Scope scope) {
        scan.task++;
        StructLayout layout = scan.structs.task(scan.frame.length());
        if (fields == null || fields.layout() != layout) {
            fields = new TaskFields(layout);
        }
        long state = scan.frame.get(fields.state());
        scope.flag = state == TASK_DEAD;
        scope.value = scan.frame.get(fields.commLength());
        range(fields.flags(), 0, FLAG_BITS);
        if ((state & ~STATE_BITS) != 0) {
            invalid(fields.state(), state, "bits of 0x3ff");
        }
        if (scope.flag) {
            zombie();
        } else {
            live();
        }
        seedReferences();
    }

    private void zombie() {
        scan.expectValue(fields.exitState(), EXIT_ZOMBIE);
        long code = scan.frame.get(fields.exitCode());
        long low = code & 0xff;
        boolean signal = low == 0 || code == low && low <= NSIG;
        if (code > 0xffff || !signal) {
            invalid(fields.exitCode(), code, "an exit status or a signal number");
        }
    }

    private void live() {
        scan.expectValue(fields.exitState(), 0);
        scan.expectValue(fields.exitCode(), 0);
        // the kernel writes -1 for threads that do not lead their group; writers that give them a signal
        // exist
        int signal = scan.frame.getInt(fields.exitSignal());
        boolean thread = scan.task < scan.tree.size() && !scan.tree.leader(scan.task);
        if (signal < (thread ? -1 : 0) || signal > NSIG) {
            invalid(fields.exitSignal(), signal, thread ? "-1..64 in a thread"
                    : "0..64 in a thread-group leader");
        }
        range(fields.pdeathSignal(), 0, NSIG);
    }

    /** The seed kept the references to both creds in TASK itself. */
    private void seedReferences() {
        if (scan.version == FormatVersion.V14_CREDS) {
            references.check(Structs.field(fields.layout(), "cred_ref"), ObjType.CRED, Need.REQUIRED);
            references.check(Structs.field(fields.layout(), "ecred_ref"), ObjType.CRED, Need.REQUIRED);
        }
        if (Structs.present(fields.commLength())) {
            range(fields.commLength(), 1, COMM);
        }
    }

    void comm() {
        Frame frame = scan.frame;
        int length = scan.version.reconstructed() ? (int) Math.max(1, Math.min(scan.top.value, COMM)) : COMM;
        scan.expectLength(8L + length, "task_comm_len");
        if (frame.isHeld() && frame.length() > 8) {
            Strings.check(scan, 8, (int) frame.length(), "comm");
        }
    }

    void creds() {
        references.check(credRef, ObjType.CRED, Need.REQUIRED);
        references.check(ecredRef, ObjType.CRED, Need.REQUIRED);
    }

    void objects(Scope scope) {
        if (scan.version.reconstructed()) {
            return;
        }
        references.check(files, ObjType.FILE_TABLE, Need.REQUIRED);
        references.check(mm, ObjType.MM, Need.REQUIRED);
        references.check(fs, ObjType.FS, Need.REQUIRED);
        references.check(semUndo, ObjType.SEM_UNDO, Need.ZERO_IS_NONE);
        references.check(sighand, ObjType.SIGHAND, Need.REQUIRED);
        boolean first = references.inline(signal, ObjType.SIGNAL);
        scope.value = first ? 1 : 0;
    }

    void restartBlock() {
        scan.expectRange(functionType, 1, 7);
    }

    private void range(FieldLayout field, long least, long most) {
        if (Structs.present(field)) {
            scan.expectRange(field, least, most);
        }
    }

    private void invalid(FieldLayout field, long got, String expected) {
        scan.report(Rule.CKV009, field, "value is not valid here", Long.toString(got), expected);
    }
}
