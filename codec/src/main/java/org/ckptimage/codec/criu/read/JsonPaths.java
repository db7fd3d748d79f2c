// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * The values of a JSON file one after the other, each with its path, such as {@code process/user/uid} or
 * {@code linux/uidMappings[]/size}; in a key {@code ~}, {@code /} and {@code [} are {@code ~0}, {@code ~1}
 * and {@code ~2}. A key that comes twice is an error: programs do not agree which one counts.
 */
final class JsonPaths {
    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 1 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH).maxStringLength(MAX_STRING).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonPaths() {}

    /** Takes values: text, numbers, true, false and null, and the start of each object and array. */
    @FunctionalInterface
    interface Visitor {
        void value(String path, JsonParser value) throws IOException;
    }

    /**
     * @throws ImageException CKA011 if it is not JSON, or has values of another kind than the visitor wants
     */
    static void read(CheckpointEntry file, Visitor visitor) throws IOException {
        try (JsonParser parser = FACTORY.createParser(file.content())) {
            StringBuilder path = new StringBuilder();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                step(parser, token, path, visitor);
            }
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new ImageException(new Finding(Rule.CKA011, Location.at(file.source(), offset), "", "",
                    "not the JSON that was expected: " + e.getOriginalMessage()), e);
        }
    }

    private static void step(JsonParser parser, JsonToken token, StringBuilder path, Visitor visitor)
            throws IOException {
        switch (token) {
            case FIELD_NAME -> path.append('/').append(escaped(parser.currentName()));
            case START_OBJECT -> visitor.value(text(path), parser);
            case START_ARRAY -> {
                visitor.value(text(path), parser);
                path.append("[]");
            }
            case END_OBJECT -> leave(parser, path);
            case END_ARRAY -> {
                path.setLength(path.length() - 2);
                leave(parser, path);
            }
            default -> {
                visitor.value(text(path), parser);
                leave(parser, path);
            }
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1").replace("[", "~2");
    }

    private static String text(StringBuilder path) {
        return path.length() > 0 && path.charAt(0) == '/' ? path.substring(1) : path.toString();
    }

    /** Takes the name of a value off the path, if its parent is an object. */
    private static void leave(JsonParser parser, StringBuilder path) {
        if (parser.getParsingContext().inObject()) {
            path.setLength(path.lastIndexOf("/"));
        }
    }
}
