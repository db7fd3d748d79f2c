// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.FILE;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Judges FILE, whose struct depends on {@code f_type}. */
final class FileCheck {
    static final int GENERIC = 1;
    static final int PIPE = 2;
    static final int FIFO = 3;
    private static final int SOCKET = 4;
    private static final int TTY = 5;
    /** O_CREAT, O_EXCL, O_NOCTTY and O_TRUNC, which a reopen by name must not repeat. */
    private static final long CREATION_FLAGS = 01700;

    private final Scan scan;
    private final References references;
    private final int kinds;
    private final StructLayout[] layouts = new StructLayout[8];

    FileCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        this.kinds = scan.version.since(FormatVersion.V19_DEV) ? 8 : 6;
        for (int kind = 1; kind < kinds; kind++) {
            layouts[kind] = scan.structs.named(RecordLayouts.fileStruct(kind));
        }
    }

    /** Sets {@code value} to the kind and {@code flag} if the data of a pipe follows. */
    void file(Scope scope) {
        FieldLayout type = scan.structs.field(FILE, "f_type");
        scope.value = scan.frame.get(type);
        if (scope.value < 1 || scope.value >= kinds) {
            scan.report(Rule.CKV009, type, "no such kind of file", Long.toString(scope.value),
                    "1.." + (kinds - 1));
            scope.value = 0;
            return;
        }
        length((int) scope.value);
        if (!scan.version.reconstructed()) {
            references.check(scan.structs.field(FILE, "f_credref"), ObjType.CRED, Need.REQUIRED);
        }
        references.check(scan.structs.field(FILE, "f_secref"), ObjType.SECURITY_PTR, Need.NONE_ALLOWED);
        kind(scope);
    }

    private void kind(Scope scope) {
        switch ((int) scope.value) {
            case GENERIC -> openFlags();
            case PIPE, FIFO -> scope.flag = references.inline(own("pipe", "pipe_objref"), ObjType.INODE);
            case SOCKET -> references.check(own("socket", "sock_objref"), ObjType.SOCK, Need.REQUIRED);
            case TTY -> references.check(own("tty", "tty_objref"), ObjType.TTY, Need.REQUIRED);
            default -> { }
        }
    }

    private void openFlags() {
        FieldLayout flags = scan.structs.field(FILE, "f_flags");
        if ((scan.frame.get(flags) & CREATION_FLAGS) != 0) {
            scan.report(Rule.CKV009, flags, "flags of creation cannot be applied to a reopened file",
                    "0" + Long.toOctalString(scan.frame.get(flags)), "no bits of 01700");
        }
    }

    private void length(int kind) {
        StructLayout layout = layouts[kind];
        if (layout != null) {
            scan.expectLength(layout.size(), "the struct of its f_type");
            scan.expectZero(scan.structs.padding(layout));
        }
    }

    private FieldLayout own(String kind, String field) {
        return Structs.field(scan.structs.named("ckpt_hdr_file_" + kind), field);
    }
}
