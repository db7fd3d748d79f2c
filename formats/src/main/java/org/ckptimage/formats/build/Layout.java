// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;

/** Offsets of one type in one version and ABI; nested types are flattened to dotted names. */
record Layout(int size, List<Row> rows) {
    private static final int ALIGNMENT = 8;

    /** A field with its meaning. */
    record Row(FieldLayout field, String doc) {}

    static Layout of(Spec spec, SpecType type, FormatVersion version, Abi abi) {
        Walk walk = new Walk(spec, version, abi);
        int end = walk.type(type, "", 0);
        // Kernel structs are aligned(8), so a trailing array can start before sizeof ends.
        int size = walk.open ? (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : end;
        walk.rows.sort(Comparator.comparingInt(r -> r.field().offset()));
        return new Layout(size, List.copyOf(walk.rows));
    }

    /** True if both lay out the same fields alike, whatever their meaning. */
    boolean sameAs(Layout other) {
        return size == other.size && fields().equals(other.fields());
    }

    List<FieldLayout> fields() {
        return rows.stream().map(Row::field).toList();
    }

    private static final class Walk {
        private final Spec spec;
        private final FormatVersion version;
        private final Abi abi;
        private final List<Row> rows = new ArrayList<>();
        private boolean open;

        Walk(Spec spec, FormatVersion version, Abi abi) {
            this.spec = spec;
            this.version = version;
            this.abi = abi;
        }

        /** Adds the fields of {@code type} at {@code start} and returns where it ends. */
        int type(SpecType type, String prefix, int start) {
            int offset = start;
            for (SpecField field : type.fields()) {
                if (!field.open() && field.condition().holds(version, abi)) {
                    offset = field(field, prefix, offset);
                }
            }
            for (SpecType.Arm arm : type.arms()) {
                field(arm.field(), prefix, start + arm.offset());
            }
            return offset;
        }

        private int field(SpecField field, String prefix, int offset) {
            String name = prefix + field.name();
            if (field.padding()) {
                return offset + field.count();
            }
            if (!field.plain() && !field.array()) {
                return type(spec.type(field.type()), name + ".", offset);
            }
            int size = field.plain()
                    ? field.size() : Layout.of(spec, spec.type(field.type()), version, abi).size();
            open |= field.array() && field.count() == 0;
            rows.add(new Row(new FieldLayout(name, offset, size, field.kind(), field.count(),
                    field.display()),
                    field.doc().orElse("")));
            return offset + size * field.count();
        }
    }
}
