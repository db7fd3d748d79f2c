// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.Arrays;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.codec.record.StructCodec;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * The record at hand as it will be written. One instance serves a whole stream. Of a record whose payload is
 * left in the stream only the header is here.
 */
final class Draft {
    private final ByteOrderView order;
    private final StructCodec structs;
    private byte[] bytes = new byte[512];
    private int length;
    private RecordType type;
    private StructLayout layout;
    private int owner;
    private BufferContent content = BufferContent.OPAQUE;

    Draft(ImageFormat format) {
        this.order = format.order();
        this.structs = new StructCodec(format.version(), format.abi(), format.order());
    }

    /** Takes over the record a reader stands on. */
    void load(Frame frame) {
        length = frame.isHeld() ? (int) frame.length() : FrameReader.HEADER;
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        System.arraycopy(frame.bytes(), frame.base(), bytes, 0, length);
        type = frame.type();
        layout = type == null || !frame.isHeld() ? null
                : structs.layout(type, bytes, 0, length).orElse(null);
        owner = 0;
    }

    /** Says what the record is in its stream. */
    void place(int mainRecordOf, BufferContent holds) {
        owner = mainRecordOf;
        content = holds;
    }

    /** Type of the record; null if this version does not have it. */
    RecordType type() {
        return type;
    }

    /** The object whose main record this is; 0 if it is none. */
    int owner() {
        return owner;
    }

    /** What a BUFFER holds. */
    BufferContent content() {
        return content;
    }

    /** The struct of the record; empty if it has none or does not fill it. */
    Optional<StructLayout> layout() {
        return Optional.ofNullable(layout);
    }

    /** Byte order of the image. */
    ByteOrderView order() {
        return order;
    }

    /**
     * The record, header included, from index 0 on; valid until the next {@link #payload} or {@link #load}.
     */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes of the record that are here. */
    int length() {
        return length;
    }

    /** True if the record has the field. */
    boolean has(String field) {
        return layout != null && layout.has(field);
    }

    /** Value of a scalar field; 0 if the record does not have it. */
    long get(String field) {
        return has(field) ? get(layout.field(field)) : 0;
    }

    long get(FieldLayout field) {
        return FieldBytes.scalar(order, field, bytes, 0);
    }

    /** Sets a scalar field that the record has. */
    void put(String field, long value) {
        put(layout.field(field), value);
    }

    void put(FieldLayout field, long value) {
        FieldBytes.putScalar(order, field, value, bytes, 0);
    }

    /** Zeroes {@code n} bytes. */
    void blank(int from, int n) {
        Arrays.fill(bytes, from, from + n, (byte) 0);
    }

    /** Zeroes a whole field of any kind, if the record has it. */
    void blank(String field) {
        if (has(field)) {
            FieldLayout place = layout.field(field);
            blank(place.offset(), place.size() * place.count());
        }
    }

    /** Zeroes what belongs to no field. */
    void blankPadding() {
        if (layout != null) {
            structs.clearPadding(type, bytes, 0, length);
        }
    }

    /** Replaces everything behind the record header. */
    void payload(byte[] payload) {
        length = FrameReader.HEADER + payload.length;
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        System.arraycopy(payload, 0, bytes, FrameReader.HEADER, payload.length);
        order.putI32(bytes, 4, length);
    }

    /** A copy of everything behind the record header. */
    byte[] payload() {
        return Arrays.copyOfRange(bytes, FrameReader.HEADER, length);
    }
}
