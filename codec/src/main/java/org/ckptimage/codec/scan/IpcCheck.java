// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Judges the fields of SysV IPC records. */
final class IpcCheck {
    private static final String[] LIMITS = {"shm_ctlmax", "shm_ctlall", "shm_ctlmni", "msg_ctlmax",
            "msg_ctlmnb", "msg_ctlmni", "sem_ctl_msl",
        "sem_ctl_mns", "sem_ctl_opm", "sem_ctl_mni"};
    private static final long MODE_BITS = 0777;
    private static final long SHM_DEST = 01000;
    private static final long SHM_LOCKED = 02000;
    private static final int SEQ_MAX = 65534;
    private static final long NO_USER = 0xffff_ffffL;

    private final Scan scan;
    private final References references;

    IpcCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
    }

    void namespace() {
        for (String limit : LIMITS) {
            FieldLayout field = scan.structs.field(IPC_NS, limit);
            if (Structs.present(field)) {
                scan.expectRange(field, 0, field.size() == 8 ? Long.MAX_VALUE : Integer.MAX_VALUE);
            }
        }
    }

    /** Judges IPC_SHM; returns the huge page shift, 0 for ordinary pages. */
    long shm() {
        perms(IPC_SHM, MODE_BITS | SHM_DEST | SHM_LOCKED);
        notNegative(IPC_SHM, "shm_cprid");
        notNegative(IPC_SHM, "shm_lprid");
        FieldLayout owner = scan.structs.field(IPC_SHM, "mlock_uid");
        if (scan.frame.get(owner) != NO_USER) {
            invalid(owner, "0xffffffff, locked segments cannot be restarted");
        }
        references.inline(scan.structs.field(IPC_SHM, "objref"), ObjType.INODE);
        return scan.frame.get(scan.structs.field(IPC_SHM, "shift"));
    }

    /** Judges IPC_MSG; returns the number of messages that follow. */
    long queue() {
        perms(IPC_MSG, MODE_BITS);
        notNegative(IPC_MSG, "q_lspid");
        notNegative(IPC_MSG, "q_lrpid");
        return scan.frame.get(scan.structs.field(IPC_MSG, "q_qnum"));
    }

    /** Judges IPC_MSG_MSG; returns the bytes of text that follow. */
    long message() {
        FieldLayout type = scan.structs.field(IPC_MSG_MSG, "m_type");
        if (scan.frame.get(type) < 1) {
            invalid(type, "at least 1");
        }
        references.check(scan.structs.field(IPC_MSG_MSG, "sec_ref"), ObjType.SECURITY_PTR, Need.NONE_ALLOWED);
        return scan.frame.get(scan.structs.field(IPC_MSG_MSG, "m_ts"));
    }

    /** Judges IPC_SEM; returns the number of semaphores in the set. */
    long semaphores() {
        perms(IPC_SEM, MODE_BITS);
        FieldLayout count = scan.structs.field(IPC_SEM, "sem_nsems");
        scan.expectRange(count, 0, Integer.MAX_VALUE);
        return scan.frame.get(count);
    }

    private void perms(RecordType type, long modeBits) {
        notNegative(type, "perms.id");
        for (String id : new String[] {"uid", "gid", "cuid", "cgid"}) {
            CredCheck.id(scan, scan.structs.field(type, "perms." + id));
        }
        FieldLayout mode = scan.structs.field(type, "perms.mode");
        if ((scan.frame.get(mode) & ~modeBits) != 0) {
            invalid(mode, "bits of 0" + Long.toOctalString(modeBits));
        }
        scan.expectRange(scan.structs.field(type, "perms.seq"), 0, SEQ_MAX);
        references.check(scan.structs.field(type, "perms.sec_ref"), ObjType.SECURITY_PTR, Need.NONE_ALLOWED);
    }

    private void notNegative(RecordType type, String name) {
        FieldLayout field = scan.structs.field(type, name);
        if (scan.frame.getInt(field) < 0) {
            invalid(field, "not negative");
        }
    }

    private void invalid(FieldLayout field, String expected) {
        scan.report(Rule.CKV009, field, "value is not valid here", Long.toString(scan.frame.get(field)),
                expected);
    }
}
