// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/** Judges MM and VMA. */
final class MmCheck {
    private static final long VM_LOCKED = 0x2000;

    /** {@code enum vma_type}, with what each kind needs. */
    private enum Kind {
        IGNORE, VDSO, ANON, FILE, SHM_ANON, SHM_ANON_SKIP, SHM_FILE, SHM_IPC, SHM_IPC_SKIP, HUGETLB,
                HUGETLB_SKIP
    }

    private final Scan scan;
    private final References references;
    private final int kinds;
    private final FieldLayout type;
    private final FieldLayout fileRef;
    private final FieldLayout inodeRef;
    private final FieldLayout start;
    private final FieldLayout end;

    MmCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        this.kinds = scan.version.since(FormatVersion.V23_RC2) ? 11 : 9;
        this.type = scan.structs.field(VMA, "vma_type");
        this.fileRef = scan.structs.field(VMA, "vma_objref");
        this.inodeRef = scan.structs.field(VMA, "ino_objref");
        this.start = scan.structs.field(VMA, "vm_start");
        this.end = scan.structs.field(VMA, "vm_end");
    }

    /** Judges MM; returns the number of VMAs that follow. */
    long mm() {
        references.check(scan.structs.field(MM, "exe_objref"), ObjType.FILE, Need.ZERO_IS_NONE);
        FieldLayout flags = scan.structs.field(MM, "def_flags");
        if ((scan.frame.get(flags) & ~VM_LOCKED) != 0) {
            scan.report(Rule.CKV009, flags, "only VM_LOCKED can be set",
                    HeaderGrammar.hex(scan.frame.get(flags)),
                    "0 or 0x2000");
        }
        ordered(scan.structs.field(MM, "start_code"), scan.structs.field(MM, "end_code"));
        ordered(scan.structs.field(MM, "start_data"), scan.structs.field(MM, "end_data"));
        return scan.frame.get(scan.structs.field(MM, "map_count"));
    }

    /** Judges VMA; sets {@code flag} if pages follow, {@code value} if they are huge. */
    void vma(Scope scope) {
        long code = scan.frame.get(type);
        boolean valid = code > 0 && code < kinds && code != Kind.SHM_IPC.ordinal();
        if (!valid) {
            scan.report(Rule.CKV009, type, "no such kind of VMA in an image", Long.toString(code),
                    "1.." + (kinds - 1) + " except 7");
        }
        Kind kind = valid ? Kind.values()[(int) code] : Kind.IGNORE;
        scope.flag = kind == Kind.ANON || kind == Kind.FILE || kind == Kind.SHM_ANON || kind == Kind.HUGETLB;
        scope.value = kind == Kind.HUGETLB ? 1 : 0;
        if (kind == Kind.FILE || kind == Kind.SHM_FILE) {
            references.check(fileRef, ObjType.FILE, Need.REQUIRED);
        } else {
            notNegative(fileRef);
        }
        inode(kind);
        ordered(start, end);
    }

    private void inode(Kind kind) {
        switch (kind) {
            case SHM_ANON -> {
                if (!references.inline(inodeRef, ObjType.INODE) && scan.frame.getInt(inodeRef) > 0) {
                    scan.report(Rule.CKR003, inodeRef, "the pages of this object are already in the image",
                            Integer.toString(scan.frame.getInt(inodeRef)), "an unused objref");
                }
            }
            case SHM_ANON_SKIP, SHM_IPC_SKIP -> references.check(inodeRef, ObjType.INODE, Need.REQUIRED);
            default -> notNegative(inodeRef);
        }
    }

    private void notNegative(FieldLayout field) {
        if (scan.frame.getInt(field) < 0) {
            scan.report(Rule.CKR001, field, "an objref is never negative",
                    Integer.toString(scan.frame.getInt(field)), "0 or an objref");
        }
    }

    private void ordered(FieldLayout low, FieldLayout high) {
        long from = scan.frame.get(low);
        long to = scan.frame.get(high);
        if (Long.compareUnsigned(from, to) > 0) {
            scan.report(Rule.CKV009, high, "end lies before the start", HeaderGrammar.hex(to),
                    "at least " + HeaderGrammar.hex(from));
        }
    }
}
