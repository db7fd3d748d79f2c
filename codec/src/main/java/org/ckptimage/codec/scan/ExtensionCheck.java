// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Extension records (types 8001 to 8999), which speak of objects and tasks already in the image. */
final class ExtensionCheck {
    private static final int EXTENT = 12;
    private static final int MAX_EXTENTS = 340;

    private final Scan scan;
    private final References references;

    ExtensionCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
    }

    boolean owns(RecordType type) {
        return type == EXT_USER_NS_MAP || type == EXT_CRED || type == EXT_TASK;
    }

    void check(RecordType type) {
        switch (type) {
            case EXT_USER_NS_MAP -> map();
            case EXT_CRED -> {
                references.check(scan.structs.field(EXT_CRED, "cred_ref"), ObjType.CRED, Need.REQUIRED);
                scan.expectRange(scan.structs.field(EXT_CRED, "no_new_privs"), 0, 2);
            }
            case EXT_TASK -> task();
            default -> { }
        }
    }

    private void map() {
        references.check(scan.structs.field(EXT_USER_NS_MAP, "user_ns_ref"), ObjType.USER_NS, Need.REQUIRED);
        scan.expectRange(scan.structs.field(EXT_USER_NS_MAP, "setgroups"), 0, 2);
        FieldLayout uids = scan.structs.field(EXT_USER_NS_MAP, "nr_uid");
        FieldLayout gids = scan.structs.field(EXT_USER_NS_MAP, "nr_gid");
        scan.expectRange(uids, 0, MAX_EXTENTS);
        scan.expectRange(gids, 0, MAX_EXTENTS);
        StructLayout layout = scan.structs.of(EXT_USER_NS_MAP);
        long extents = scan.frame.get(uids) + scan.frame.get(gids);
        long list = layout.field("extents").offset() + extents * EXTENT;
        scan.expectLength(list + 7 & ~7L, "nr_uid and nr_gid");
    }

    private void task() {
        scan.expectRange(scan.structs.field(EXT_TASK, "task_index"), 0, Math.max(0, scan.tree.size() - 1));
        FieldLayout mode = scan.structs.field(EXT_TASK, "seccomp_mode");
        if (scan.frame.get(mode) != 0xffff_ffffL) {
            scan.expectRange(mode, 0, 2);
        }
    }
}
