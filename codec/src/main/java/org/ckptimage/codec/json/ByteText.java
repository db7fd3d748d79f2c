// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.ckptimage.formats.layout.FieldLayout;

/** Arrays of bytes in a struct: text up to its NUL, or hexadecimal digits. */
final class ByteText {
    private ByteText() {}

    static void write(JsonGenerator json, FieldLayout field, byte[] bytes, int at) throws IOException {
        String digits = HexFormat.of().formatHex(bytes, at, at + field.count());
        if (field.display() != FieldLayout.Display.TEXT) {
            json.writeString(digits);
            return;
        }
        Optional<String> text = text(bytes, at, at + field.count());
        if (text.isPresent()) {
            json.writeString(text.get());
        } else {
            json.writeStartObject();
            json.writeStringField(Keys.HEX, digits);
            json.writeEndObject();
        }
    }

    /** The text that a range of bytes is: UTF-8, and nothing but NUL behind the first NUL. */
    static Optional<String> text(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        for (int at = end; at < to; at++) {
            if (bytes[at] != 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end - from)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static void read(Given given, FieldLayout field, Node node, byte[] out, int at) throws IOException {
        byte[] value;
        if (field.display() != FieldLayout.Display.TEXT) {
            value = digits(given, field, node);
        } else if (node instanceof Node.Fields object) {
            Node digits = object.fields().get(Keys.HEX);
            if (digits == null || object.fields().size() > 1) {
                throw given.wrong(node, field.name(), "neither a text nor an object with the key hex");
            }
            value = digits(given, field, digits);
        } else {
            value = given.utf8(node, field.name());
        }
        if (value.length > field.count()) {
            throw given.wrong(node, field.name(), value.length + " bytes, at most " + field.count()
                    + " have room");
        }
        System.arraycopy(value, 0, out, at, value.length);
    }

    private static byte[] digits(Given given, FieldLayout field, Node node) throws IOException {
        try {
            return HexFormat.of().parseHex(given.text(node, field.name()));
        } catch (IllegalArgumentException e) {
            throw given.wrong(node, field.name(), "not pairs of hexadecimal digits");
        }
    }
}
