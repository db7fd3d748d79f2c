// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.formats.ObjType;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;

/** One object, as text or as JSON. */
public final class ObjectText {
    private static final int MOST_USERS = 16;

    private final PrintWriter out;

    public ObjectText(PrintWriter out) {
        this.out = out;
    }

    /** A cred in words; any other object field by field. */
    public void text(ObjectFinder object, Image image, ShowText.Looks looks) {
        ObjectIndex index = new ObjectIndex(image);
        Palette palette = looks.palette();
        Cred cred = object.type() == ObjType.CRED ? index.cred(object.objref()).orElse(null) : null;
        out.print(palette.paint(Ink.BOLD, object.name()) + palette.paint(Ink.DIM, "  at 0x"
                + Long.toHexString(object.parts().get(0).offset())) + usedBy(object) + "\n");
        if (cred != null) {
            List<String> lines = new CredText(image, index, looks.names()).lines(cred, palette);
            lines.subList(1, lines.size()).forEach(line -> out.print(line + "\n"));
            return;
        }
        for (ObjectFinder.Part part : object.parts()) {
            out.print(String.format("  0x%08x %s, %d bytes\n", part.offset(), part.type(), part.length()));
            part.fields().forEach((name, value) -> out.print("    " + name + "  " + value + "\n"));
        }
        if (object.hidden() > 0) {
            out.print("  " + object.hidden() + " more records\n");
        }
    }

    private static String usedBy(ObjectFinder object) {
        if (object.users().isEmpty()) {
            return ", used by nothing";
        }
        StringBuilder text = new StringBuilder(", used by ");
        int shown = 0;
        boolean task = false;
        for (String user : object.users().keySet()) {
            if (shown == MOST_USERS) {
                return text.append(" and ").append(object.users().size() - shown).append(" more").toString();
            }
            boolean again = task && user.startsWith("task ");
            task = user.startsWith("task ");
            text.append(shown++ == 0 ? "" : ", ").append(again ? user.substring(5) : user);
        }
        return text.toString();
    }

    public void json(String file, ObjectFinder object) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        JsonOutput.open(json, "show-object");
        json.writeStringField("file", file);
        json.writeStringField("type", object.type().name());
        json.writeNumberField("objref", object.objref());
        json.writeNumberField("offset", object.parts().get(0).offset());
        json.writeArrayFieldStart("records");
        for (ObjectFinder.Part part : object.parts()) {
            json.writeStartObject();
            json.writeNumberField("offset", part.offset());
            json.writeStringField("type", part.type());
            json.writeNumberField("len", part.length());
            json.writeObjectFieldStart("fields");
            for (Map.Entry<String, String> field : part.fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("used_by");
        for (Map.Entry<String, List<String>> user : object.users().entrySet()) {
            json.writeStartObject();
            json.writeStringField("user", user.getKey());
            json.writeArrayFieldStart("fields");
            for (String field : user.getValue()) {
                json.writeString(field);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }
}
