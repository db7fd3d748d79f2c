// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.io.IOException;
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
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw wrong(node, field, "not a text");
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
