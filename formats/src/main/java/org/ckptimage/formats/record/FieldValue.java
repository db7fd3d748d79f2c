// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;

/** Value of one field of a {@link StructRecord}. */
public sealed interface FieldValue {

    /**
     * An integer, sign- or zero-extended from its size.
     *
     * @param value the value; u64 as signed long
     */
    record Scalar(long value) implements FieldValue {}

    /**
     * An array of integers.
     *
     * @param values each as a {@link Scalar}
     */
    record Numbers(long... values) implements FieldValue {
        public Numbers {
            values = values.clone();
        }

        /** A copy of the values. */
        @Override
        public long[] values() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    /**
     * Bytes as they lie: text, addresses of the network, arrays of nested structs.
     *
     * @param bytes the bytes
     */
    record Bytes(byte... bytes) implements FieldValue {
        public Bytes {
            bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
