// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * Integers of a document: decimal numbers, or text {@code "0x1f"} for addresses and sets of bits and {@code
 * "0644"} for modes. A decimal that programs with 53-bit numbers would spoil is text, too.
 */
final class Numbers {
    private static final long EXACT = (1L << 53) - 1;
    private static final int MOST_DIGITS = 36;
    private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]+");

    private Numbers() {}

    static void write(JsonGenerator json, FieldLayout field, long value) throws IOException {
        switch (field.display()) {
            case HEX, FLAGS, CAPS -> json.writeString("0x" + Long.toHexString(bits(field, value)));
            case OCTAL -> json.writeString(
                    value == 0 ? "0" : "0" + Long.toOctalString(bits(field, value)));
            case PLAIN, REF, TEXT -> decimal(json, field, value);
        }
    }

    private static void decimal(JsonGenerator json, FieldLayout field, long value) throws IOException {
        boolean signed = field.kind() == FieldLayout.Kind.SIGNED;
        boolean exact = value >= (signed ? -EXACT : 0) && value <= EXACT;
        if (exact) {
            json.writeNumber(value);
        } else {
            json.writeString(signed ? Long.toString(value) : Long.toUnsignedString(value));
        }
    }

    /** The bits of the field, without those of the sign extension. */
    private static long bits(FieldLayout field, long value) {
        return field.size() == Long.BYTES ? value : value & (1L << 8 * field.size()) - 1;
    }

    /** The value of a text in a field; empty if it is no number or does not fit. */
    static Optional<Long> parse(String text, FieldLayout field) {
        if (text.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (DECIMAL.matcher(text).matches()) {
            return fit(new BigInteger(text), field, false);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return fit(new BigInteger(text.substring(2), 16), field, true);
        }
        boolean octal = field.display() == FieldLayout.Display.OCTAL && OCTAL.matcher(text).matches();
        return octal ? fit(new BigInteger(text, 8), field, true) : Optional.empty();
    }

    /** Bits may fill a signed field, a decimal has to be in its range. */
    private static Optional<Long> fit(BigInteger value, FieldLayout field, boolean asBits) {
        int width = 8 * field.size();
        boolean signed = field.kind() == FieldLayout.Kind.SIGNED;
        boolean fits = signed && !asBits ? value.bitLength() < width
                : value.signum() >= 0 && value.bitLength() <= width;
        return fits ? Optional.of(value.longValue()) : Optional.empty();
    }

    /** The range of a field, for messages. */
    static String range(FieldLayout field) {
        String sign = field.kind() == FieldLayout.Kind.SIGNED ? "s" : "u";
        return "a number of " + sign + 8 * field.size();
    }
}
