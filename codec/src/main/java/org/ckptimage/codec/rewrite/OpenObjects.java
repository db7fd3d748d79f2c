// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * Objects that are announced and whose main record is still to come, innermost last. An object that another
 * one needs comes between the other's OBJREF and its main record, so a main record belongs to the innermost
 * of its kind.
 */
final class OpenObjects {
    /** An object that was announced. */
    private record Announced(RecordType main, int objref) {}

    private final FormatVersion version;
    private final int most;
    private final Deque<Announced> open = new ArrayDeque<>();

    OpenObjects(ImageFormat format, ReadLimits limits) {
        this.version = format.version();
        this.most = limits.maxNesting();
    }

    /** Moves over a record; tells the object whose main record it is, 0 if it is none. */
    int next(Draft draft) {
        if (draft.type() == RecordType.OBJREF) {
            announce((int) draft.get("objtype"), (int) draft.get("objref"));
            return 0;
        }
        if (open.isEmpty() || open.peek().main() != draft.type()) {
            return 0;
        }
        return open.pop().objref();
    }

    private void announce(int code, int objref) {
        ObjType.of(version, code).flatMap(ObjType::main).ifPresent(main -> {
            open.push(new Announced(main, objref));
            if (open.size() > most) {
                open.removeLast();
            }
        });
    }
}
