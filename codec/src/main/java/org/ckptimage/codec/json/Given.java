// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.ImageException;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * What a document gives for one record, or for a struct in it.
 *
 * @param tokens of the document
 * @param recordType name of the record in findings
 * @param fields values by key
 */
record Given(Tokens tokens, String recordType, Map<String, Node> fields) {

    /** The fields of a nested struct of the same record. */
    Given nested(Node.Fields inside) {
        return new Given(tokens, recordType, inside.fields());
    }

    ImageException wrong(Node node, String field, String message) {
        return tokens.wrong(node, recordType, field, message);
    }

    /** The value of an integer field. */
    long number(Node node, FieldLayout field) throws IOException {
        if (node instanceof Node.Scalar scalar) {
            return Numbers.parse(scalar.text(), field).orElseThrow(
                    () -> wrong(node, field.name(), "not " + Numbers.range(field)));
        }
        throw wrong(node, field.name(), "not " + Numbers.range(field));
    }

    /** The text of a value. */
    String text(Node node, String field) throws IOException {
        if (node instanceof Node.Scalar scalar && scalar.token() == JsonToken.VALUE_STRING) {
            return scalar.text();
        }
        throw wrong(node, field, "not a text");
    }

    /** A text in base64, which YAML may mark as such. */
    String base64(Node node, String field) throws IOException {
        return node instanceof Node.Scalar scalar && scalar.token() == JsonToken.VALUE_EMBEDDED_OBJECT
                ? scalar.text() : text(node, field);
    }

    /** A text or a number as it stands in the document. */
    String word(Node node, String field) throws IOException {
        return node instanceof Node.Scalar scalar && scalar.token().isNumeric() ? scalar.text()
                : text(node, field);
    }

    /** The bytes of a text; half a surrogate pair has none. */
    byte[] utf8(Node node, String field) throws IOException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text(node, field)));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw wrong(node, field, "not a text: half of a surrogate pair");
        }
    }

    /** The elements of an array. */
    List<Node> items(Node node, String field) throws IOException {
        if (node instanceof Node.Many many) {
            return many.items();
        }
        throw wrong(node, field, "not an array");
    }

    /** The elements of an array of at most {@code most}; missing ones count as 0. */
    List<Node> items(Node node, String field, int most) throws IOException {
        List<Node> items = items(node, field);
        if (items.size() > most) {
            throw wrong(node, field, items.size() + " elements, at most " + most + " have room");
        }
        return items;
    }

    /** An object. */
    Node.Fields object(Node node, String field) throws IOException {
        if (node instanceof Node.Fields object) {
            return object;
        }
        throw wrong(node, field, "not an object");
    }
}
