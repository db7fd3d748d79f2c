// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.write;

import java.util.Arrays;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * One record, built field by field after its layout. Padding is zero. Reused for the next record of any
 * layout.
 */
public final class RecordBuilder {
    private final ByteOrderView order;
    private StructLayout layout;
    private byte[] bytes = new byte[512];
    private int length;

    RecordBuilder(ByteOrderView order) {
        this.order = order;
    }

    RecordBuilder start(StructLayout struct, int code, int totalLength) {
        layout = struct;
        length = totalLength;
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        Arrays.fill(bytes, 0, length, (byte) 0);
        order.putI32(bytes, 0, code);
        order.putI32(bytes, 4, length);
        return this;
    }

    /**
     * Sets a scalar field; the value is cut to its size.
     *
     * @throws IllegalArgumentException if the layout has no such field
     */
    public RecordBuilder put(String field, long value) {
        putAt(layout.field(field), 0, value);
        return this;
    }

    /** Sets a scalar field if the layout has it. */
    public RecordBuilder putIfPresent(String field, long value) {
        return layout.has(field) ? put(field, value) : this;
    }

    /** Sets element {@code index} of an array field of integers. */
    public RecordBuilder put(String field, int index, long value) {
        putAt(layout.field(field), index, value);
        return this;
    }

    /** Copies bytes into an array field, from its start. */
    public RecordBuilder put(String field, byte[] value) {
        FieldLayout place = layout.field(field);
        System.arraycopy(value, 0, bytes, place.offset(), value.length);
        return this;
    }

    /** Copies bytes to an offset from the start of the record: variable parts behind the struct. */
    public RecordBuilder putRaw(int offset, byte[] value) {
        System.arraycopy(value, 0, bytes, offset, value.length);
        return this;
    }

    private void putAt(FieldLayout place, int index, long value) {
        int at = place.offset() + index * place.size();
        if (at + place.size() > length) {
            throw new IllegalArgumentException(place.name() + "[" + index + "] lies outside the record");
        }
        order.put(bytes, at, place.size(), value);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
