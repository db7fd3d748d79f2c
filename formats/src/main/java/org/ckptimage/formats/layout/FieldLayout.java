// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.layout;

/**
 * Place of one field of a struct.
 *
 * @param name kernel spelling; members of nested structs are dotted, e.g. {@code cap_s.cap_i_0}
 * @param offset bytes from the start of the struct (the record header is part of it)
 * @param size bytes of one element
 * @param kind how one element is read
 * @param count 1 for a scalar, n for an array, 0 for a trailing array of variable length
 * @param display how people write the value, and whether it names an object
 */
public record FieldLayout(String name, int offset, int size, Kind kind, int count, Display display) {
    /** A field that is shown as its kind says. */
    public FieldLayout(String name, int offset, int size, Kind kind, int count) {
        this(name, offset, size, kind, count, Display.PLAIN);
    }

    /** How people write a value ({@code -display} of the specs). */
    public enum Display {
        /** Decimal; bytes that are no integer as hexadecimal digits. */
        PLAIN,
        /** Hexadecimal: addresses, registers. */
        HEX,
        /** Hexadecimal: a set of bits. */
        FLAGS,
        /** Hexadecimal: 32 capabilities. */
        CAPS,
        /** Octal: file modes. */
        OCTAL,
        /** The objref of an object, in decimal. */
        REF,
        /** Text that ends with its first NUL. */
        TEXT
    }

    /** How the bytes of an element are read. */
    public enum Kind {
        /** Unsigned integer of {@code size} bytes. */
        UNSIGNED,
        /** Signed (two's complement) integer of {@code size} bytes. */
        SIGNED,
        /** Opaque bytes or an array of nested structs. */
        BYTES
    }

    /** True if the field only fills a gap. */
    public boolean isPadding() {
        return name.endsWith("padding") || name.endsWith("_pading");
    }

    /** First byte after the field; for a trailing array the place where it starts. */
    public int end() {
        return offset + size * count;
    }
}
