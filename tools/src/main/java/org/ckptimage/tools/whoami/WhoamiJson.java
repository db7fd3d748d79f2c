// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.tools.present.CredJson;
import org.ckptimage.tools.present.ImageKind;
import org.ckptimage.tools.present.JsonOutput;

/** Who is inside an image as one JSON document, with nothing left out. */
public final class WhoamiJson {
    private final PrintWriter out;
    private final JsonGenerator json;

    public WhoamiJson(PrintWriter out) throws IOException {
        this.out = out;
        this.json = JsonOutput.document(out);
    }

    public void present(String file, Image image, Insiders insiders) throws IOException {
        CredJson creds = new CredJson(json, image);
        JsonOutput.open(json, "whoami");
        json.writeStringField("file", file);
        json.writeStringField("format", ImageKind.describe(image));
        json.writeArrayFieldStart("identities");
        for (Identity who : insiders.identities()) {
            json.writeStartObject();
            json.writeStringField("user_ns", who.standing().word());
            json.writeStringField("power", Power.words(who.cred().caps().effective()));
            tasks("tasks", who.tasks());
            json.writeFieldName("cred");
            creds.write(who.cred());
            json.writeEndObject();
        }
        json.writeEndArray();
        tasks("without_creds", insiders.bare());
        json.writeArrayFieldStart("surprises");
        for (Surprise surprise : insiders.surprises()) {
            json.writeStartObject();
            json.writeStringField("kind", surprise.kind().code());
            json.writeStringField("message", surprise.kind().text());
            tasks("tasks", surprise.tasks());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }

    private void tasks(String key, List<Task> tasks) throws IOException {
        json.writeArrayFieldStart(key);
        for (Task task : tasks) {
            json.writeStartObject();
            json.writeNumberField("pid", task.ids().pid());
            json.writeStringField("comm", task.comm());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
