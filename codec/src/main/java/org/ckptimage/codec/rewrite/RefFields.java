// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.FieldLayout.Display;
import org.ckptimage.formats.layout.StructLayout;

/**
 * The fields of records that hold an objref. Those of PIDS are none of them: they number pid objects, which
 * keep their places.
 */
final class RefFields {
    /** Type of a NETDEV that has another end; other types use the same bytes otherwise. */
    private static final int VETH = 1;

    private final Map<StructLayout, List<FieldLayout>> known = new IdentityHashMap<>();

    /**
     * The fields of the record, in the order of their places; those that the record does not fill left out.
     */
    List<FieldLayout> of(Draft draft) {
        if (draft.layout().isEmpty() || draft.type() == RecordType.PIDS) {
            return List.of();
        }
        List<FieldLayout> all = known.computeIfAbsent(draft.layout().get(), RefFields::find);
        boolean single = draft.type() == RecordType.NETDEV && draft.get("type") != VETH;
        return single ? all.stream().filter(f -> !f.name().startsWith("veth.")).toList() : all;
    }

    private static List<FieldLayout> find(StructLayout layout) {
        return layout.fields().stream().filter(f -> f.display() == Display.REF).toList();
    }

    /** Replaces every objref of the record; what is not positive names no object and stays. */
    void map(Draft draft, IntUnaryOperator objrefs) {
        for (FieldLayout field : of(draft)) {
            int objref = (int) draft.get(field);
            if (objref > 0) {
                draft.put(field, objrefs.applyAsInt(objref));
            }
        }
    }
}
