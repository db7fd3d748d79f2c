// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.ckptimage.formats.CodeTable.NONE;
import static org.ckptimage.formats.CodeTable.at;
import static org.ckptimage.formats.FormatVersion.*;

import java.util.Optional;

/**
 * Kinds of shared objects ({@code enum obj_type} of checkpoint_hdr.h), the {@code objtype} of an OBJREF
 * record, with the number of each in every layout. v16 and older are assumed to number as v18-2009-10.
 */
public enum ObjType {
    PID(null, at(V23_RC1_PIDS, 1)),
    INODE(null, at(V14_CREDS, 1), at(V23_RC1_PIDS, 2)),
    FILE_TABLE(RecordType.FILE_TABLE, at(V14_CREDS, 2), at(V23_RC1_PIDS, 3)),
    FILE(RecordType.FILE, at(V14_CREDS, 3), at(V23_RC1_PIDS, 4)),
    MM(RecordType.MM, at(V14_CREDS, 4), at(V23_RC1_PIDS, 5)),
    FS(RecordType.FS, at(V19_RC3, 5), at(V23_RC1_PIDS, 6)),
    SIGHAND(RecordType.SIGHAND, at(V14_CREDS, 5), at(V19_RC3, 6), at(V23_RC1_PIDS, 7)),
    SIGNAL(null, at(V14_CREDS, 6), at(V19_RC3, 7), at(V23_RC1_PIDS, 8)),
    NS(RecordType.NS, at(V14_CREDS, 7), at(V19_RC3, 8), at(V23_RC1_PIDS, 9)),
    UTS_NS(RecordType.UTS_NS, at(V14_CREDS, 8), at(V19_RC3, 9), at(V23_RC1_PIDS, 10)),
    IPC_NS(RecordType.IPC_NS, at(V14_CREDS, 9), at(V19_RC3, 10), at(V23_RC1_PIDS, 11)),
    MNT_NS(null, at(V19_RC3, 11), at(V23_RC1_PIDS, 12)),
    USER_NS(RecordType.USER_NS, at(V14_CREDS, 10), at(V19_RC3, 12), at(V23_RC1_PIDS, 13)),
    CRED(RecordType.CRED, at(V14_CREDS, 11), at(V19_RC3, 13), at(V23_RC1_PIDS, 14)),
    USER(RecordType.USER, at(V14_CREDS, 12), at(V19_RC3, 14), at(V23_RC1_PIDS, 15)),
    GROUPINFO(RecordType.GROUPINFO, at(V14_CREDS, 13), at(V19_RC3, 15), at(V23_RC1_PIDS, 16)),
    SOCK(RecordType.SOCKET, at(V14_CREDS, 14), at(V19_RC3, 16), at(V23_RC1_PIDS, 17)),
    TTY(RecordType.TTY, at(V14_CREDS, 15), at(V19_RC3, 17), at(V23_RC1_PIDS, 18)),
    SECURITY_PTR(null, at(V19_LSM, 16), at(V19_RC3, 18), at(V23_RC1_PIDS, 19)),
    SECURITY(RecordType.SECURITY, at(V19_LSM, 17), at(V19_RC3, 19), at(V23_RC1_PIDS, 20)),
    NET_NS(RecordType.NET_NS, at(V20_NETNS, 20), at(V23_RC1_PIDS, 21)),
    NETDEV(RecordType.NETDEV, at(V20_NETNS, 21), at(V23_RC1_PIDS, 22)),
    SEM_UNDO(RecordType.TASK_SEM_UNDO_LIST, at(V23_RC1, 22), at(V23_RC1_PIDS, 23));

    private static final CodeTable.Index<ObjType> INDEX = new CodeTable.Index<>(values(), t -> t.codes);

    private final RecordType main;
    private final CodeTable codes;

    ObjType(RecordType main, CodeTable.Since... since) {
        this.main = main;
        this.codes = new CodeTable(since);
    }

    /** The record that carries the object itself; empty for objects that are never announced by OBJREF. */
    public Optional<RecordType> main() {
        return Optional.ofNullable(main);
    }

    /** The number of this type in {@code version}, or {@link CodeTable#NONE} if that layout lacks it. */
    public int code(FormatVersion version) {
        return codes.code(version);
    }

    /** True if {@code version} has this type. */
    public boolean in(FormatVersion version) {
        return code(version) != NONE;
    }

    /** The type with number {@code code} in {@code version}, if there is one. */
    public static Optional<ObjType> of(FormatVersion version, int code) {
        return INDEX.get(version, code);
    }
}
