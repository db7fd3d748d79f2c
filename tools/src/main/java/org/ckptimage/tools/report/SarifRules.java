// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.rules.RuleBook;
import org.ckptimage.tools.rules.RuleEntry;

/** The catalogue as SARIF has it: one descriptor for each rule, in the order of the catalogue. */
final class SarifRules {
    private static final String MEANING = "**Meaning.**";

    private SarifRules() {}

    static void write(JsonGenerator json) throws IOException {
        RuleBook book = RuleBook.shipped();
        json.writeArrayFieldStart("rules");
        for (Rule rule : Rule.values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.name());
            json.writeStringField("name", name(rule.title()));
            text(json, "shortDescription", rule.title());
            String text = book.find(rule.name()).map(RuleEntry::text).orElse(rule.title());
            text(json, "fullDescription", meaning(text));
            json.writeObjectFieldStart("help");
            json.writeStringField("text", escaped(text));
            json.writeStringField("markdown", text.replace("{", "{{").replace("}", "}}"));
            json.writeEndObject();
            json.writeStringField("helpUri", "urn:ckpt-image:rule:" + rule.name());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            json.writeArrayFieldStart("tags");
            json.writeString(family(rule));
            json.writeString(rule.category().word());
            json.writeEndArray();
            json.writeStringField("fix", book.find(rule.name()).map(RuleEntry::fix).orElse(""));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code error}, {@code warning} or {@code note}. */
    static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.word();
    }

    /** The letters of a rule, such as {@code CKR}. */
    static String family(Rule rule) {
        return rule.name().substring(0, 3);
    }

    /** A message of plain text, in which brackets would make a link and braces an argument. */
    static void text(JsonGenerator json, String key, String text) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("text", escaped(text));
        json.writeEndObject();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
                .replace("{", "{{").replace("}", "}}");
    }

    /** The first paragraph of the section. */
    private static String meaning(String section) {
        int end = section.indexOf("\n\n");
        String first = end < 0 ? section : section.substring(0, end);
        String meaning = first.startsWith(MEANING) ? first.substring(MEANING.length()) : first;
        return meaning.replace('\n', ' ').strip();
    }

    /** The title as one word: {@code RecordOutOfPlace}. */
    private static String name(String title) {
        StringBuilder name = new StringBuilder();
        for (String word : title.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.toString();
    }
}
