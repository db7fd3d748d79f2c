// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.rules.RuleEntry;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;

/** Sections of RULES.md, as text or as JSON. */
public final class ExplainText {
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private final PrintWriter out;

    public ExplainText(PrintWriter out) {
        this.out = out;
    }

    /** One line for each. */
    public void list(List<RuleEntry> entries) {
        for (RuleEntry entry : entries) {
            out.print(String.format("%s  %-7s  %s\n", entry.code(), entry.severity(), entry.title()));
        }
    }

    /** The whole of each. */
    public void text(List<RuleEntry> entries, Palette palette) {
        boolean first = true;
        for (RuleEntry entry : entries) {
            out.print(first ? "" : "\n");
            first = false;
            String heading = entry.code() + " " + entry.severity() + ": " + entry.title();
            out.print(palette.paint(Ink.BOLD, heading) + "\n\n");
            out.print(STRONG.matcher(entry.text()).replaceAll(found ->
                    Matcher.quoteReplacement(palette.paint(Ink.BOLD, found.group(1)))) + "\n");
        }
    }

    public void json(List<RuleEntry> entries) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        JsonOutput.open(json, "explain");
        json.writeArrayFieldStart("rules");
        for (RuleEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("code", entry.code());
            json.writeStringField("severity", entry.severity());
            json.writeStringField("category", Rule.valueOf(entry.code()).category().word());
            json.writeStringField("title", entry.title());
            json.writeStringField("rationale", entry.rationale());
            json.writeStringField("fix", entry.fix());
            json.writeStringField("text", entry.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }
}
