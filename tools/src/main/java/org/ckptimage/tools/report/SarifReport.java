// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.tools.ToolVersion;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.input.Judgement.Unit;
import org.ckptimage.tools.input.Judgement.Verdict;
import org.ckptimage.tools.input.JudgementSink;
import org.ckptimage.tools.policy.Waiver;
import org.ckptimage.tools.present.JsonOutput;

/**
 * Judgements as one SARIF 2.1.0 log with one run: results as they come, and at the end the images with their
 * verdicts, and how the run ended. Waivers are suppressions; one that expired is a rejected suppression.
 */
public final class SarifReport implements JudgementSink {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final PrintWriter out;
    private final JsonGenerator json;
    private final List<Told> told = new ArrayList<>();

    /** What is left of an image once its findings are written. */
    private record Told(String image, Verdict verdict, long hidden, String trouble) {}

    public SarifReport(PrintWriter out) throws IOException {
        this.out = out;
        this.json = JsonOutput.document(out);
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "ckpt-image");
        json.writeStringField("version", ToolVersion.get());
        SarifRules.write(json);
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
    }

    @Override
    public void take(Judgement judgement) throws IOException {
        Fingerprints fingerprints = new Fingerprints();
        for (Judged judged : judgement.findings()) {
            result(judgement, judged, fingerprints.next(judged));
        }
        told.add(new Told(judgement.image(), judgement.verdict(),
                judgement.tally().total() - judgement.findings().size(), judgement.trouble()));
    }

    private void result(Judgement judgement, Judged judged, String fingerprint) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", judged.finding().rule().name());
        json.writeNumberField("ruleIndex", judged.finding().rule().ordinal());
        json.writeStringField("level", SarifRules.level(judged.severity()));
        SarifRules.text(json, "message", judged.finding().detail());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        physical(judgement, judged.finding().where());
        logical(judgement, judged);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("ckptImageFinding/v1", fingerprint);
        json.writeEndObject();
        json.writeArrayFieldStart("suppressions");
        suppression(judged.waiver(), "accepted");
        suppression(judged.expired(), "rejected");
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Members of an archive are no files that a viewer could open: the archive stands for them. */
    private void physical(Judgement judgement, Location where) throws IOException {
        boolean member = judgement.extent().unit() == Unit.MEMBER;
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", FileUri.of(member ? judgement.image() : where.file()));
        json.writeEndObject();
        if (!member) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("byteOffset", Math.max(0, where.offset()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void logical(Judgement judgement, Judged judged) throws IOException {
        Location where = judged.finding().where();
        String record = where.recordType().toLowerCase(Locale.ROOT)
                + (where.objref() == 0 ? "" : ":" + where.objref());
        boolean member = judgement.extent().unit() == Unit.MEMBER
                && where.file().startsWith(judgement.image() + "/");
        String file = member ? where.file().substring(judgement.image().length() + 1) : "";
        String name = !where.field().isEmpty() ? where.field() : !record.isEmpty() ? record : file;
        if (name.isEmpty()) {
            return;
        }
        String path = file + (file.isEmpty() || record.isEmpty() ? "" : "/") + record
                + (where.field().isEmpty() ? "" : "." + where.field());
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("fullyQualifiedName", path);
        json.writeStringField("kind",
                !where.field().isEmpty() ? "member" : !record.isEmpty() ? "record" : "file");
        if (!judged.subject().isEmpty()) {
            json.writeObjectFieldStart("properties");
            json.writeStringField("subject", judged.subject());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private void suppression(Optional<Waiver> waiver, String status) throws IOException {
        if (waiver.isPresent()) {
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", status);
            json.writeStringField("justification", waiver.get().reason());
            json.writeObjectFieldStart("properties");
            json.writeStringField("subject", waiver.get().subject());
            json.writeStringField("expires", waiver.get().expires().toString());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    @Override
    public void end(int status) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("artifacts");
        for (Told image : told) {
            json.writeStartObject();
            json.writeObjectFieldStart("location");
            json.writeStringField("uri", FileUri.of(image.image()));
            json.writeEndObject();
            json.writeArrayFieldStart("roles");
            json.writeString("analysisTarget");
            json.writeEndArray();
            json.writeObjectFieldStart("properties");
            json.writeStringField("verdict", image.verdict().word());
            if (image.hidden() > 0) {
                json.writeNumberField("truncated", image.hidden());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        invocation(status);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }

    private void invocation(int status) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful",
                told.stream().noneMatch(image -> image.verdict() == Verdict.UNREADABLE));
        json.writeNumberField("exitCode", status);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Told image : told) {
            if (image.verdict() == Verdict.UNREADABLE) {
                json.writeStartObject();
                json.writeStringField("level", "error");
                SarifRules.text(json, "message", image.image() + ": cannot read: " + image.trouble());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}
