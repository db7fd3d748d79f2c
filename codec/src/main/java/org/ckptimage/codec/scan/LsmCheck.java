// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * SECURITY objects: a label under two ids, its own and the {@code ptrref} that referrers use (SPEC.md, LSM).
 */
final class LsmCheck {
    private static final int SECTYPES = 4;

    private final Scan scan;
    private final References references;

    LsmCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
    }

    Production security() {
        return Production.named("security").one(SECURITY, scope -> label())
                .one(STRING, scope -> Strings.path(scan));
    }

    private void label() {
        FieldLayout pointer = scan.structs.field(SECURITY, "ptrref");
        references.inline(pointer, ObjType.SECURITY_PTR);
        scan.expectRange(scan.structs.field(SECURITY, "sectype"), 1, SECTYPES);
    }
}
