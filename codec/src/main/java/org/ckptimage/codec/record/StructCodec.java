// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;
import org.ckptimage.formats.record.FieldValue;
import org.ckptimage.formats.record.Slack;
import org.ckptimage.formats.record.StructRecord;

/** Struct records without a codec of their own, field by field after the layouts of one version and ABI. */
public final class StructCodec {
    private static final int HEADER = 8;

    /** A struct with what is worked out once. */
    private record Known(StructLayout layout, Padding padding) {}

    private final FormatVersion version;
    private final ByteOrderView order;
    private final RecordLayouts layouts;
    private final Map<RecordType, Known> byType = new EnumMap<>(RecordType.class);
    private final Map<String, Known> byName = new LinkedHashMap<>();

    public StructCodec(FormatVersion version, Abi abi, ByteOrderView order) {
        this.version = version;
        this.order = order;
        this.layouts = new RecordLayouts(version, abi);
        for (RecordType type : RecordType.values()) {
            layouts.of(type).ifPresent(s -> byType.put(type, known(s)));
        }
    }

    private Known known(StructLayout struct) {
        return byName.computeIfAbsent(struct.name(), name -> new Known(struct, Padding.of(struct)));
    }

    /** True if records of this type have a known struct in this version and ABI. */
    public boolean has(RecordType type) {
        return byType.containsKey(type);
    }

    /**
     * Least bytes that a record of this type has, header included; the header alone if the struct is unknown.
     */
    public int minLength(RecordType type) {
        return has(type) ? byType.get(type).layout().size() : HEADER;
    }

    /**
     * Makes the value of the record at {@code base}.
     *
     * @throws IllegalArgumentException if the type has no struct here, or the record is shorter than that
     * @throws IndexOutOfBoundsException if the array does not hold {@code length} bytes there
     */
    public StructRecord decode(RecordType type, byte[] bytes, int base, int length) {
        Padding.require(minLength(type), bytes, base, length);
        Known known = choose(type, bytes, base, length);
        StructLayout layout = known.layout();
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (FieldLayout field : layout.fields()) {
            if (stored(field)) {
                fields.put(field.name(), FieldBytes.get(order, field, bytes, base));
            }
        }
        byte[] trailing = new byte[length - layout.size()];
        System.arraycopy(bytes, base + layout.size(), trailing, 0, trailing.length);
        return new StructRecord(type, layout.name(), fields, trailing,
                known.padding().read(bytes, base, layout.size()));
    }

    /**
     * The struct of the record at {@code base}; empty if the type has none here, or the record is shorter
     * than that.
     */
    public Optional<StructLayout> layout(RecordType type, byte[] bytes, int base, int length) {
        return has(type) && length >= minLength(type)
                ? Optional.of(choose(type, bytes, base, length).layout()) : Optional.empty();
    }

    /** Zeroes the padding of a record that has {@link #layout}, if that accounts for all of its bytes. */
    public void clearPadding(RecordType type, byte[] bytes, int base, int length) {
        Known known = choose(type, bytes, base, length);
        boolean listed = known.layout().fields().stream().anyMatch(field -> field.count() == 0);
        // the list of GROUPINFO begins where the struct has its padding; another kernel's TASK is longer
        if (type != RecordType.GROUPINFO && (listed || length == known.layout().size())) {
            known.padding().write(Slack.NONE, bytes, base);
        }
    }

    /** FILE goes on after its common part as {@code f_type} says. */
    private Known choose(RecordType type, byte[] bytes, int base, int length) {
        Known plain = byType.get(type);
        if (plain == null) {
            throw new IllegalArgumentException(version.label() + " has no struct for " + type);
        }
        if (type != RecordType.FILE) {
            return plain;
        }
        int kind = order.i32(bytes, base + plain.layout().field("f_type").offset());
        return layouts.file(kind).filter(s -> s.size() <= length).map(this::known).orElse(plain);
    }

    /**
     * The record header follows from the record; padding is slack; what a trailing array holds is {@code
     * trailing}.
     */
    private static boolean stored(FieldLayout field) {
        return field.offset() >= HEADER && field.count() > 0 && !field.isPadding();
    }

    /** Bytes that {@link #encode} writes. */
    public int length(StructRecord record) {
        return layoutOf(record).layout().size() + record.trailingLength();
    }

    /**
     * Writes a record. Fields it does not give are 0.
     *
     * @return bytes written
     * @throws IllegalArgumentException if this version has not the type, its struct or one of the fields
     *     given
     */
    public int encode(StructRecord record, byte[] out, int at) {
        Known known = layoutOf(record);
        int length = length(record);
        int code = record.kind().code(version);
        if (code < 0) {
            throw new IllegalArgumentException(version.label() + " has no record " + record.kind());
        }
        Objects.checkFromIndexSize(at, length, out.length);
        int size = known.layout().size();
        Arrays.fill(out, at, at + size, (byte) 0);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        for (Map.Entry<String, FieldValue> entry : record.fields().entrySet()) {
            FieldBytes.put(order, known.layout().field(entry.getKey()), entry.getValue(), out, at);
        }
        known.padding().write(record.slack(), out, at);
        System.arraycopy(record.trailing(), 0, out, at + size, record.trailingLength());
        return length;
    }

    private Known layoutOf(StructRecord record) {
        return layouts.named(record.struct()).map(this::known).orElseThrow(() -> new IllegalArgumentException(
                version.label() + " has no struct " + record.struct()));
    }
}
