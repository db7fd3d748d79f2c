// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tokens of a policy, with the place of each for messages. */
final class PolicyTokens {
    private final String file;
    private final JsonParser parser;
    private JsonToken token;
    private JsonLocation key;

    /** Does something with the value of a key. */
    @FunctionalInterface
    interface Entry {
        void take(String key) throws IOException, PolicyProblem;
    }

    PolicyTokens(String file, String yaml) throws IOException {
        this.file = file;
        this.parser = new YAMLFactory().createParser(yaml);
    }

    /** Goes on to the next token. */
    void advance() throws IOException, PolicyProblem {
        try {
            token = parser.nextToken();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw new PolicyProblem(file, at.getLineNr(), at.getColumnNr(),
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("").strip());
        }
    }

    boolean atEnd() {
        return token == null;
    }

    /** A problem at the token that is looked at. */
    PolicyProblem problem(String message) {
        return problem(parser.currentTokenLocation(), message);
    }

    /** A problem at the key whose value is looked at. */
    PolicyProblem problemOfKey(String message) {
        return problem(key, message);
    }

    private PolicyProblem problem(JsonLocation at, String message) {
        return new PolicyProblem(file, at.getLineNr(), at.getColumnNr(), message);
    }

    /** The map that begins here, whose keys are among {@code keys}; any key if there are none. */
    void map(List<String> keys, Entry entry) throws IOException, PolicyProblem {
        if (token != JsonToken.START_OBJECT) {
            throw problem(keys.isEmpty() ? "a map is wanted here"
                    : "a map is wanted here, of " + String.join(", ", keys));
        }
        Set<String> seen = new HashSet<>();
        advance();
        while (token != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!keys.isEmpty() && !keys.contains(name)) {
                throw problem("unknown key '" + name + "', known are " + String.join(", ", keys));
            }
            if (!seen.add(name)) {
                throw problem("key '" + name + "' stands here twice");
            }
            key = parser.currentTokenLocation();
            advance();
            entry.take(name);
        }
        advance();
    }

    /** The list that begins here; {@code entry} takes what stands at each of its places. */
    void list(Entry entry) throws IOException, PolicyProblem {
        if (token != JsonToken.START_ARRAY) {
            throw problem("a list is wanted here");
        }
        advance();
        while (token != JsonToken.END_ARRAY) {
            entry.take("");
        }
        advance();
    }

    boolean atList() {
        return token == JsonToken.START_ARRAY;
    }

    /** The word that stands here, not yet left, so that a problem with it has its place. */
    String word() throws IOException, PolicyProblem {
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw problem("a word is wanted here");
        }
        return parser.getText();
    }
}
