// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** The tokens of a document; whatever is wrong with it becomes a finding with its offset. */
final class Tokens {
    /** What is said of a key that an object has already. */
    static final String TWICE = "the key stands there twice";

    static final String TOO_EARLY = "the document ends too early";

    private static final int MOST_DEPTH = 16;
    private static final int MOST_NODES = 1 << 20;
    private static final int MOST_SHOWN = 40;
    private static final long MOST_TEXT = 8L << 20;

    private final JsonParser parser;
    private final DocumentText source;
    private JsonToken current;

    /**
     * @param parser stands before the first token
     * @param source what the parser reads
     */
    Tokens(JsonParser parser, DocumentText source) {
        this.parser = parser;
        this.source = source;
    }

    /** Moves to the next token; empty at the end of the document. */
    Optional<JsonToken> advance() throws IOException {
        try {
            current = parser.nextToken();
            source.token();
        } catch (JsonProcessingException e) {
            throw broken(e);
        } catch (RuntimeException e) {
            // what a parser of YAML throws at bytes that are no text
            throw broken(e);
        }
        return Optional.ofNullable(current);
    }

    /** Moves to the next token, which has to be there. */
    JsonToken next() throws IOException {
        return advance().orElseThrow(() -> wrong(new Location(file(), at(), "", 0, ""), "",
                TOO_EARLY));
    }

    /** The token at hand. */
    JsonToken current() {
        return current;
    }

    /** What stands in the document: a key, a text, the digits of a number. */
    String text() throws IOException {
        try {
            return String.valueOf(parser.getText());
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    /** Offset of the token at hand, in bytes where the parser knows them, else in characters. */
    long at() {
        return offset(parser.currentTokenLocation());
    }

    private static long offset(JsonLocation location) {
        if (location == null) {
            return 0;
        }
        long bytes = location.getByteOffset();
        return Math.max(0, bytes >= 0 ? bytes : location.getCharOffset());
    }

    /** Reads the value that begins with the token at hand; it is small or refused. */
    Node node() throws IOException {
        return new Reader().node(0);
    }

    /** One value while it is read, with what it may still take. */
    private final class Reader {
        private int nodes;
        private long chars;

        Node node(int depth) throws IOException {
            long at = at();
            if (++nodes > MOST_NODES || depth > MOST_DEPTH || chars > MOST_TEXT) {
                throw wrong(new Location(file(), at, "", 0, ""), "",
                        "a value is too large; long payloads follow type and len");
            }
            if (current == JsonToken.START_ARRAY) {
                List<Node> items = new ArrayList<>();
                while (next() != JsonToken.END_ARRAY) {
                    items.add(node(depth + 1));
                }
                return new Node.Many(items, at);
            }
            if (current == JsonToken.START_OBJECT) {
                Map<String, Node> fields = new LinkedHashMap<>();
                while (next() != JsonToken.END_OBJECT) {
                    String key = text();
                    next();
                    if (fields.put(key, node(depth + 1)) != null) {
                        throw wrong(new Location(file(), at, "", 0, key), "", TWICE);
                    }
                }
                return new Node.Fields(fields, at);
            }
            JsonToken token = current;
            String text = text();
            chars += text.length();
            return new Node.Scalar(text, token, at);
        }
    }

    private IOException broken(Exception cause) {
        // a parser of YAML wraps what its input threw
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof IOException input && !(inner instanceof JsonProcessingException)) {
                return input;
            }
        }
        long at = cause instanceof JsonProcessingException e ? offset(e.getLocation()) : 0;
        return new ImageException(new Finding(Rule.CKS019,
                Location.at(file(), Math.max(at, offset(parser.currentLocation()))), "", "",
                ParserWords.of(cause)), cause);
    }

    /** A finding at a place of the document. */
    ImageException wrong(Location where, String got, String message) {
        return new ImageException(new Finding(Rule.CKS019, new Location(where.file(), where.offset(),
                shortened(where.recordType()), where.objref(), shortened(where.field())), shortened(got), "",
                message));
    }

    /** A finding at a value of a record. */
    ImageException wrong(Node node, String recordType, String field, String message) {
        return wrong(new Location(file(), node.at(), recordType, 0, field), node.kind(), message);
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /** Name of the document in findings. */
    String file() {
        return source.file();
    }
}
