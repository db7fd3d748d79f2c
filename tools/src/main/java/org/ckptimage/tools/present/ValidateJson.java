// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.input.JudgementSink;
import org.ckptimage.tools.policy.Waiver;

/** Verdicts as one JSON document, or as a line of JSON for each image. */
public final class ValidateJson implements JudgementSink {
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

    @Override
    public void take(Judgement judgement) throws IOException {
        json.writeStartObject();
        json.writeStringField("image", judgement.image());
        json.writeStringField("verdict", judgement.verdict().word());
        json.writeArrayFieldStart("findings");
        for (Judged judged : judgement.findings()) {
            finding(judged);
        }
        json.writeEndArray();
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

    private void finding(Judged judged) throws IOException {
        json.writeStartObject();
        JsonOutput.finding(json, judged.finding(), judged.severity());
        json.writeStringField("subject", judged.subject());
        waiver("waiver", judged.waiver());
        waiver("expired_waiver", judged.expired());
        json.writeEndObject();
    }

    private void waiver(String key, Optional<Waiver> waiver) throws IOException {
        if (waiver.isPresent()) {
            json.writeObjectFieldStart(key);
            json.writeStringField("subject", waiver.get().subject());
            json.writeStringField("reason", waiver.get().reason());
            json.writeStringField("expires", waiver.get().expires().toString());
            json.writeEndObject();
        }
    }

    private void endLine() throws IOException {
        json.flush();
        out.print('\n');
        out.flush();
    }

    @Override
    public void end(int status) throws IOException {
        if (shape == Shape.DOCUMENT) {
            json.writeEndArray();
            json.writeEndObject();
            endLine();
        }
    }
}
