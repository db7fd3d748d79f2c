// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.frame;

import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * Cursor over the record that a {@link FrameReader} stands on. One instance serves a whole stream and
 * allocates nothing: what it shows is valid until the reader moves on.
 *
 * <p>A <em>held</em> frame has all its bytes in {@link #bytes} from {@link #base} on. The payload of the
 * others (bulk data) stays in the stream; see {@link FrameReader#payload}.
 */
public final class Frame {
    ByteOrderView order = ByteOrderView.LITTLE;
    byte[] bytes = new byte[0];
    int base;
    int held;
    long offset;
    long length;
    int code;
    RecordType type;

    /** Byte offset of the record header in the stream. */
    public long offset() {
        return offset;
    }

    /** {@code len} of the record header: bytes of the whole record, header included. */
    public long length() {
        return length;
    }

    /** {@code type} of the record header. */
    public int code() {
        return code;
    }

    /** What {@link #code} means in this version; null if it means nothing. */
    public RecordType type() {
        return type;
    }

    /** Name of the type for output; {@code type N} if unknown. */
    public String typeName() {
        return type == null ? "type " + Integer.toUnsignedString(code) : type.name();
    }

    /** True if the whole record is in {@link #bytes}. */
    public boolean isHeld() {
        return held == length;
    }

    /** Array that holds the record. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index in {@link #bytes} of the record header. */
    public int base() {
        return base;
    }

    /** Byte order of the image. */
    public ByteOrderView order() {
        return order;
    }

    /** True if the record is long enough to have the whole field. */
    public boolean has(FieldLayout field) {
        return field.end() <= held;
    }

    /** Value of a scalar field, sign- or zero-extended; 0 if the record is too short to have it. */
    public long get(FieldLayout field) {
        if (!has(field)) {
            return 0;
        }
        int at = base + field.offset();
        return field.kind() == FieldLayout.Kind.SIGNED ? order.signed(bytes, at, field.size())
                : order.unsigned(bytes, at, field.size());
    }

    /** {@link #get} of a 32-bit field as it lies, signed. */
    public int getInt(FieldLayout field) {
        return (int) get(field);
    }

    /** Unsigned byte at {@code at} from the start of the record. */
    public int u8(int at) {
        return bytes[base + at] & 0xff;
    }

    /** Signed 32-bit value at {@code at} from the start of the record. */
    public int i32(int at) {
        return order.i32(bytes, base + at);
    }
}
