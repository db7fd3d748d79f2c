// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Announces a shared object, whose records follow ({@code ckpt_hdr_objref}, 16 bytes in every version;
 * SPEC.md, objects).
 *
 * @param objtype number of the object type in the version at hand; {@code ObjType} knows it
 * @param objref positive id
 * @param slack what no field holds
 */
public record Objref(long objtype, int objref, Slack slack) implements Record {
    public Objref {
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.OBJREF);
    }
}
