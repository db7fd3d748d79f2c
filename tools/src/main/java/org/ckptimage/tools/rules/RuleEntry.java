// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.rules;

/**
 * One section of RULES.md.
 *
 * @param code id of the rule
 * @param severity word of its weight
 * @param title the line of the heading
 * @param text what stands below it
 */
public record RuleEntry(String code, String severity, String title, String text) {
    /** Why it is worth a word, on one line. */
    public String rationale() {
        return part("Why");
    }

    /** What to do, on one line. */
    public String fix() {
        return part("Fix");
    }

    /** The paragraphs from {@code **NAME.**} to the next such; empty if there is none. */
    private String part(String name) {
        String mark = "**" + name + ".**";
        int from = text.indexOf(mark);
        if (from < 0) {
            return "";
        }
        int to = text.indexOf("\n\n**", from);
        return text.substring(from + mark.length(), to < 0 ? text.length() : to).replaceAll("\\s+", " ")
                .strip();
    }
}
