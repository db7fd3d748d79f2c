// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.ckptimage.codec.pseudonym.Pseudonyms;

/** What stands for what, as JSON: for those who must translate an anonymized image back. */
public final class PseudonymJson {
    private PseudonymJson() {}

    /** Writes the document and flushes it. */
    public static void write(Pseudonyms pseudonyms, Writer out) throws IOException {
        try (JsonGenerator json = JsonOutput.document(out)) {
            JsonOutput.open(json, "anonymize-map");
            ids(json, "uids", pseudonyms.uids());
            ids(json, "gids", pseudonyms.gids());
            json.writeArrayFieldStart("names");
            for (Map.Entry<String, String> name : pseudonyms.names().entrySet()) {
                json.writeStartObject();
                original(json, name.getKey());
                json.writeStringField("pseudonym", name.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("addresses");
            for (Map.Entry<String, String> address : pseudonyms.addresses().entrySet()) {
                json.writeStartObject();
                json.writeStringField("original", address.getKey());
                json.writeStringField("pseudonym", address.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private static void ids(JsonGenerator json, String key, Map<Long, Long> ids) throws IOException {
        json.writeArrayFieldStart(key);
        for (Map.Entry<Long, Long> id : ids.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("original", id.getKey());
            json.writeNumberField("pseudonym", id.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Names are bytes; those that are not UTF-8 are given in hexadecimal. */
    private static void original(JsonGenerator json, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            json.writeStringField("original", text);
        } catch (CharacterCodingException e) {
            json.writeStringField("original_hex", HexFormat.of().formatHex(bytes));
        }
    }
}
