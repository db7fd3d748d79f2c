// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Any struct record without a Java record of its own.
 *
 * @param kind its type
 * @param struct kernel name of the struct, which for FILE depends on {@code f_type}, e.g. {@code
 *     ckpt_hdr_file_pipe}
 * @param fields values by kernel name (members of nested structs are dotted), in order of offset, header
 *     excluded; members of a union stand side by side, and the last one counts in writing
 * @param trailing bytes behind the fixed part: siginfo, sigactions, TLS descriptors
 * @param slack what no field holds
 */
public record StructRecord(RecordType kind, String struct, Map<String, FieldValue> fields, byte[] trailing,
        Slack slack) implements Record {
    public StructRecord {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(struct);
        Objects.requireNonNull(slack);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        trailing = trailing.clone();
    }

    /** A copy of the bytes behind the fixed part. */
    @Override
    public byte[] trailing() {
        return trailing.clone();
    }

    /** Number of bytes behind the fixed part. */
    public int trailingLength() {
        return trailing.length;
    }

    /** Value of an integer field; 0 if this version has no such field. */
    public long number(String field) {
        return fields.get(field) instanceof FieldValue.Scalar scalar ? scalar.value() : 0;
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructRecord that && kind == that.kind && struct.equals(that.struct)
                && fields.equals(that.fields) && Arrays.equals(trailing, that.trailing)
                && slack.equals(that.slack);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(kind, struct, fields, slack) + Arrays.hashCode(trailing);
    }

    @Override
    public String toString() {
        return struct + fields + " +" + trailing.length + " bytes, slack " + slack;
    }
}
