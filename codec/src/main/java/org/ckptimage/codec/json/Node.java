// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import java.util.Map;

/** A small value of a document, with the offset where it begins. */
sealed interface Node {
    long at();

    /** A word for messages. */
    String kind();

    /**
     * A number, text, truth value or null.
     *
     * @param text what stands in the document
     * @param token says which
     */
    record Scalar(String text, JsonToken token, long at) implements Node {
        @Override
        public String kind() {
            return text;
        }
    }

    /** An array. */
    record Many(List<Node> items, long at) implements Node {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** An object. */
    record Fields(Map<String, Node> fields, long at) implements Node {
        @Override
        public String kind() {
            return "an object";
        }
    }
}
