// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The tokens of a profile. What has not the type that is wanted is an {@link IOException} with its key. */
final class ProfileTokens implements Closeable {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ITEMS = 65_536;

    private final JsonParser json;

    /** Takes the value of a key, of which the first token is looked at. */
    @FunctionalInterface
    interface Entry {
        void take(String key) throws IOException;
    }

    ProfileTokens(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MOST_BYTES + 1);
        if (text.length > MOST_BYTES) {
            throw new IOException("a profile has at most " + MOST_BYTES + " bytes");
        }
        json = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()
                .createParser(new String(text, StandardCharsets.UTF_8));
    }

    private JsonToken next() throws IOException {
        try {
            return json.nextToken();
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new IOException("not JSON" + line + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("").strip(), e);
        }
    }

    /** The one object of a document. */
    void document(Entry entry) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw new IOException("a profile is one JSON object");
        }
        object("profile", entry);
        if (next() != null) {
            throw new IOException("a profile is one JSON object and nothing else");
        }
    }

    /** The object that begins here. */
    void object(String name, Entry entry) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("." + name + " takes an object");
        }
        while (next() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            next();
            entry.take(key);
        }
    }

    /** The array that begins here. */
    void array(String key, Entry entry) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("." + key + " takes an array");
        }
        int items = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (++items > MOST_ITEMS) {
                throw new IOException("." + key + " has more than " + MOST_ITEMS + " items");
            }
            entry.take(key);
        }
    }

    /** Leaves a value of a key that a newer program may know. */
    void skip() throws IOException {
        int depth = 0;
        for (JsonToken token = json.currentToken(); token != null; token = next()) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
        throw new IOException("not JSON: it is cut");
    }

    boolean atText() {
        return json.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean atNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean atArray() {
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    /** A number from 0 to {@code most}. */
    long number(String key, long most) throws IOException {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!whole || json.getLongValue() < 0 || json.getLongValue() > most) {
            throw new IOException("." + key + " takes a number from 0 to " + most);
        }
        return json.getLongValue();
    }

    /** The same, or {@code null} for what is not known. */
    OptionalLong optional(String key, long most) throws IOException {
        return atNull() ? OptionalLong.empty() : OptionalLong.of(number(key, most));
    }

    String text(String key) throws IOException {
        if (!atText()) {
            throw new IOException("." + key + " takes a text");
        }
        return json.getText();
    }

    /** A text; empty for {@code null}. */
    String optionalText(String key) throws IOException {
        return atNull() ? "" : text(key);
    }

    /** Texts; none for {@code null}. */
    List<String> texts(String key) throws IOException {
        List<String> texts = new ArrayList<>();
        if (!atNull()) {
            array(key, item -> texts.add(text(item)));
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
