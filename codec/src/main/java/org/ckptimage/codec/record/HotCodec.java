// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import org.ckptimage.formats.record.Record;

/**
 * Codec of one of the records that fill an image, with its offsets written out by hand for each version.
 *
 * <p>Each implementation also has a {@code view}: a cursor that reads the fields of a record where it lies
 * and allocates nothing. {@code decode} then {@code encode} gives the same bytes, whatever the record holds
 * in padding or behind its end. Values that do not fit a field are cut to its size; fields the version lacks
 * are left out.
 *
 * @param <R> the record
 */
public interface HotCodec<R extends Record> {

    /** Least bytes that a record of this kind has, header included. */
    int minLength();

    /** Bytes that {@link #encode} writes, header included. */
    int length(R record);

    /**
     * Makes the value of the record at {@code base}.
     *
     * @param bytes array that holds the record
     * @param base index of the record header
     * @param length bytes of the record, header included
     * @throws IllegalArgumentException if the record is shorter than its fields
     * @throws IndexOutOfBoundsException if the array does not hold {@code length} bytes there
     */
    R decode(byte[] bytes, int base, int length);

    /**
     * Writes a record.
     *
     * @return bytes written: {@link #length}
     * @throws IndexOutOfBoundsException if the array has no room for it
     * @throws IllegalArgumentException if the slack is not of this version
     */
    int encode(R record, byte[] out, int at);
}
