// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.ToolVersion;

/** JSON in the house style: two spaces, ASCII, masks as hexadecimal text. */
public final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int LAST_PRINTABLE = 0x7e;

    private JsonOutput() {}

    /** One document that fills the output; the caller ends it. */
    public static JsonGenerator document(Writer out) throws IOException {
        return lines(out).setPrettyPrinter(JsonStyle.printer());
    }

    /** Objects without line breaks in them. */
    static JsonGenerator lines(Writer out) throws IOException {
        return FACTORY.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .setHighestNonEscapedChar(LAST_PRINTABLE)
                .setRootValueSeparator(null);
    }

    /** Starts a document with the keys that come first in each. */
    public static void open(JsonGenerator json, String command) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "ckpt-image/" + command + "/1");
        json.writeStringField("tool_version", ToolVersion.get());
    }

    static void hex64(JsonGenerator json, String key, long mask) throws IOException {
        json.writeStringField(key, String.format("0x%016x", mask));
    }

    static void hex32(JsonGenerator json, String key, long mask) throws IOException {
        json.writeStringField(key, String.format("0x%08x", mask & 0xffff_ffffL));
    }

    static void findings(JsonGenerator json, Iterable<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            finding(json, finding, finding.severity());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The keys of one finding, within an object that the caller began. */
    static void finding(JsonGenerator json, Finding finding, Severity severity) throws IOException {
        json.writeStringField("code", finding.rule().name());
        json.writeStringField("severity", severity.word());
        json.writeStringField("file", finding.where().file());
        json.writeNumberField("offset", finding.where().offset());
        json.writeStringField("record_type", finding.where().recordType());
        json.writeNumberField("objref", finding.where().objref());
        json.writeStringField("field", finding.where().field());
        json.writeStringField("got", finding.got());
        json.writeStringField("expected", finding.expected());
        json.writeStringField("message", finding.message());
    }
}
