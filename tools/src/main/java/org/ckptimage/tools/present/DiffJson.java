// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ckptimage.codec.json.JsonTree;
import org.ckptimage.tools.diff.Change;
import org.ckptimage.tools.diff.JsonPatch;
import org.ckptimage.tools.diff.Matching;
import org.ckptimage.tools.diff.Subject;

/** Differences as JSON. */
public final class DiffJson {
    private final PrintWriter out;

    public DiffJson(PrintWriter out) {
        this.out = out;
    }

    /** What the user calls the images. */
    public record Names(String first, String second) {}

    /** Prints a document with every change. */
    public void present(Names names, Matching tasks, List<Change> changes) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        JsonOutput.open(json, "diff");
        json.writeStringField("first", names.first());
        json.writeStringField("second", names.second());
        json.writeBooleanField("same", changes.isEmpty());
        json.writeStringField("tasks_matched_by", word(tasks));
        json.writeArrayFieldStart("changes");
        for (Change change : changes) {
            change(json, change);
        }
        json.writeEndArray();
        json.writeEndObject();
        end(json);
    }

    private static void change(JsonGenerator json, Change change) throws IOException {
        Subject subject = change.subject();
        json.writeStartObject();
        json.writeStringField("subject", word(subject.kind()));
        if (subject.kind() == Subject.Kind.TASK) {
            json.writeNumberField("pid", subject.pid());
            json.writeStringField("comm", subject.name());
        } else if (subject.kind() == Subject.Kind.USER_NS) {
            json.writeStringField("user_ns", subject.name());
        }
        json.writeStringField("path", change.path());
        json.writeStringField("field", change.field().word());
        json.writeStringField("from", change.from());
        json.writeStringField("to", change.to());
        texts(json, "gained", change.gained());
        texts(json, "lost", change.lost());
        json.writeStringField("privilege", word(change.privilege()));
        json.writeEndObject();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Prints a JSON patch (RFC 6902). */
    public void present(List<JsonPatch.Operation> patch) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        json.writeStartArray();
        for (JsonPatch.Operation operation : patch) {
            json.writeStartObject();
            json.writeStringField("op", operation.op());
            json.writeStringField("path", operation.path());
            if (!operation.op().equals("remove")) {
                json.writeFieldName("value");
                JsonTree.write(json, operation.value());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        end(json);
    }

    /** Prints the document that JSON patches are for. */
    public void present(Map<String, Object> facts) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        JsonOutput.open(json, "facts");
        for (Map.Entry<String, Object> entry : facts.entrySet()) {
            json.writeFieldName(entry.getKey());
            JsonTree.write(json, entry.getValue());
        }
        json.writeEndObject();
        end(json);
    }

    private void end(JsonGenerator json) throws IOException {
        json.flush();
        out.print('\n');
    }
}
