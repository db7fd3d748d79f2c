// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

/**
 * The fields of a message, one after the other, without knowing what they mean.
 *
 * <p>{@link #next} goes to the next field; it is false at the end and where the bytes are not a message,
 * which {@link #fault} tells apart. Groups are a fault: the C library of CRIU does not read them.
 */
public final class WireFields {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int fieldStart;
    private int number;
    private int wireType;
    private long value;
    private int contentStart;
    private String fault = "";

    /** The fields in a part of an array, which is not copied. */
    public WireFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.fieldStart = from;
        this.end = to;
    }

    /** The value of the last varint field with this number; 0 if there is none. */
    static long lastVarint(byte[] message, int number) {
        long found = 0;
        WireFields fields = new WireFields(message, 0, message.length);
        while (fields.next()) {
            if (fields.number == number && fields.wireType == VARINT) {
                found = fields.value;
            }
        }
        return found;
    }

    /** Goes to the next field. */
    public boolean next() {
        fieldStart = at;
        if (at == end || !fault.isEmpty()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (fault.isEmpty() && (tag < 0 || tag > 0xffff_ffffL || number == 0)) {
            fault = "field number 0 or too large";
        }
        if (fault.isEmpty()) {
            content();
        }
        return fault.isEmpty();
    }

    private void content() {
        contentStart = at;
        switch (wireType) {
            case VARINT -> value = varint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case BYTES -> {
                long length = varint();
                contentStart = at;
                skip(length);
            }
            default -> fault = "wire type " + wireType;
        }
    }

    private void skip(long length) {
        if (fault.isEmpty() && (length < 0 || length > end - at)) {
            fault = "field runs past the end of its message";
        } else if (fault.isEmpty()) {
            at += (int) length;
        }
    }

    private long varint() {
        long result = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at == end) {
                fault = "number runs past the end of its message";
                return 0;
            }
            byte b = bytes[at++];
            result |= (long) (b & 0x7f) << (7 * i);
            if (b >= 0) {
                return result;
            }
        }
        fault = "number of more than ten bytes";
        return 0;
    }

    /** What is wrong with the bytes at {@link #fieldStart}; empty if nothing is. */
    public String fault() {
        return fault;
    }

    /** Index of the first byte of the field. */
    public int fieldStart() {
        return fieldStart;
    }

    /** Number of the field. */
    public int number() {
        return number;
    }

    int wireType() {
        return wireType;
    }

    /** Index of the first byte behind tag and length. */
    public int contentStart() {
        return contentStart;
    }

    /** Index behind the field. */
    public int contentEnd() {
        return at;
    }
}
