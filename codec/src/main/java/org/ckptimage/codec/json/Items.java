// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The elements of a value one after another: of an array, or the value itself if it is none. */
sealed interface Items {
    /** The next element; empty at the end. */
    Optional<Node> next() throws IOException;

    /** Elements that are read from the document when they are asked for. */
    final class Streamed implements Items {
        private final Tokens tokens;
        private boolean first = true;
        private boolean array;

        /** Stands on the first token of the value. */
        Streamed(Tokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public Optional<Node> next() throws IOException {
            if (first) {
                first = false;
                array = tokens.current() == JsonToken.START_ARRAY;
                if (!array) {
                    return Optional.of(tokens.node());
                }
            }
            if (!array || tokens.next() == JsonToken.END_ARRAY) {
                array = false;
                return Optional.empty();
            }
            return Optional.of(tokens.node());
        }
    }

    /** Elements of a value that was read before. */
    final class Held implements Items {
        private final Iterator<Node> nodes;

        Held(Node node) {
            this.nodes = (node instanceof Node.Many many ? many.items() : List.of(node)).iterator();
        }

        @Override
        public Optional<Node> next() {
            return nodes.hasNext() ? Optional.of(nodes.next()) : Optional.empty();
        }
    }
}
