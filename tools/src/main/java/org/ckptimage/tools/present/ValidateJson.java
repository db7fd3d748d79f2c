// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import org.ckptimage.tools.input.Judgement;

/** Verdicts as one JSON document, or as a line of JSON for each image. */
public final class ValidateJson {
    private final PrintWriter out;
    private final JsonGenerator json;
    private final Shape shape;

    /** How many documents there are. */
    public enum Shape { DOCUMENT, LINES }

    public ValidateJson(PrintWriter out, Shape shape) throws IOException {
        this.out = out;
        this.shape = shape;
        this.json = shape == Shape.DOCUMENT ? JsonOutput.document(out) : JsonOutput.lines(out);
        if (shape == Shape.DOCUMENT) {
            JsonOutput.open(json, "validate");
            json.writeArrayFieldStart("images");
        }
    }

    public void present(Judgement judgement) throws IOException {
        json.writeStartObject();
        json.writeStringField("image", judgement.image());
        json.writeStringField("verdict", judgement.verdict().word());
        JsonOutput.findings(json, judgement.findings());
        long hidden = judgement.tally().total() - judgement.findings().size();
        if (hidden > 0) {
            json.writeNumberField("truncated", hidden);
        }
        if (!judgement.trouble().isEmpty()) {
            json.writeStringField("message", judgement.trouble());
        }
        json.writeEndObject();
        if (shape == Shape.LINES) {
            endLine();
        }
    }

    private void endLine() throws IOException {
        json.flush();
        out.print('\n');
        out.flush();
    }

    /** Ends the document. */
    public void end() throws IOException {
        if (shape == Shape.DOCUMENT) {
            json.writeEndArray();
            json.writeEndObject();
            endLine();
        }
    }
}
