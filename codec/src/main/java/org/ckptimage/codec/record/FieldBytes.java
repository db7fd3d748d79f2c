// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Arrays;
import java.util.Set;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.record.FieldValue;

/** One field of a struct, between bytes and value. */
public final class FieldBytes {
    /** Fields of socket addresses, which are big-endian whatever the image is. */
    private static final Set<String> NETWORK_ORDER = Set.of("sin_port", "s_addr");

    private FieldBytes() {}

    /** Byte order of a field in an image of order {@code image}. */
    public static ByteOrderView order(ByteOrderView image, FieldLayout field) {
        if (field.name().equals("arch_id")) {
            return ByteOrderView.LITTLE;
        }
        String last = field.name().substring(field.name().lastIndexOf('.') + 1);
        return NETWORK_ORDER.contains(last) ? ByteOrderView.BIG : image;
    }

    /** The integer in a scalar field of the record at {@code base}, sign- or zero-extended. */
    public static long scalar(ByteOrderView image, FieldLayout field, byte[] bytes, int base) {
        return number(order(image, field), field, bytes, base + field.offset());
    }

    /** Stores an integer in a scalar field of the record at {@code base}, cut to the size of the field. */
    public static void putScalar(ByteOrderView image, FieldLayout field, long value, byte[] out, int base) {
        number(order(image, field), field, value, out, base + field.offset());
    }

    /** The value of a field of the record at {@code base}. */
    static FieldValue get(ByteOrderView image, FieldLayout field, byte[] bytes, int base) {
        int at = base + field.offset();
        if (opaque(field)) {
            return new FieldValue.Bytes(Arrays.copyOfRange(bytes, at, at + field.size() * field.count()));
        }
        ByteOrderView order = order(image, field);
        if (field.count() == 1) {
            return new FieldValue.Scalar(number(order, field, bytes, at));
        }
        long[] values = new long[field.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(order, field, bytes, at + i * field.size());
        }
        return new FieldValue.Numbers(values);
    }

    /** Text and arrays of structs stay bytes. */
    public static boolean opaque(FieldLayout field) {
        return field.kind() == FieldLayout.Kind.BYTES || field.size() == 1 && field.count() > 1;
    }

    /** One element of a field of integers, sign- or zero-extended, at its own place {@code at}. */
    public static long number(ByteOrderView order, FieldLayout field, byte[] bytes, int at) {
        return field.kind() == FieldLayout.Kind.SIGNED ? order.signed(bytes, at, field.size())
                : order.unsigned(bytes, at, field.size());
    }

    /**
     * Writes the value of a field.
     *
     * @throws IllegalArgumentException if the value has another shape than the field
     */
    static void put(ByteOrderView image, FieldLayout field, FieldValue value, byte[] out, int base) {
        int at = base + field.offset();
        ByteOrderView order = order(image, field);
        if (value instanceof FieldValue.Bytes raw && opaque(field)) {
            byte[] bytes = raw.bytes();
            fits(field, bytes.length, field.size() * field.count());
            System.arraycopy(bytes, 0, out, at, bytes.length);
        } else if (value instanceof FieldValue.Numbers numbers && !opaque(field)) {
            long[] values = numbers.values();
            fits(field, values.length, field.count());
            for (int i = 0; i < values.length; i++) {
                number(order, field, values[i], out, at + i * field.size());
            }
        } else if (value instanceof FieldValue.Scalar scalar && !opaque(field)) {
            fits(field, 1, field.count());
            number(order, field, scalar.value(), out, at);
        } else {
            throw new IllegalArgumentException(field.name() + " is not a "
                    + value.getClass().getSimpleName());
        }
    }

    private static void fits(FieldLayout field, int given, int room) {
        if (given != room) {
            throw new IllegalArgumentException(field.name() + " has " + room + " elements, not " + given);
        }
    }

    /** Stores one element of a field of integers at its own place {@code at}. */
    public static void number(ByteOrderView order, FieldLayout field, long value, byte[] out, int at) {
        order.put(out, at, field.size(), value);
    }
}
