// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.page;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.tools.diff.Change;
import org.ckptimage.tools.diff.Privilege;
import org.ckptimage.tools.diff.Subject;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.html.HtmlPage;
import org.ckptimage.tools.html.HtmlPage.Fact;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/**
 * Differences between two images as a page: a table of them, and the second image as {@link GraphPage} has
 * it.
 */
public final class DiffPage {
    private static final int MOST_CHANGES = 2000;
    private static final int MOST_MEMBERS = 64;

    private final String first;
    private final Drawing second;
    private final List<Change> changes;

    /**
     * @param first name of the first image
     * @param second drawing of the second image
     * @param changes in the order of the table
     */
    public DiffPage(String first, Drawing second, List<Change> changes) {
        this.first = first;
        this.second = second;
        this.changes = List.copyOf(changes);
    }

    /** Writes all of it. */
    public void write(PrintWriter out) {
        HtmlPage page = HtmlPage.open(out,
                GraphPage.head(second.title(), "Differences between checkpoint images"));
        List<String> notes = new ArrayList<>(second.notes());
        if (changes.size() > MOST_CHANGES) {
            notes.add(changes.size() - MOST_CHANGES + " more changes are not listed.");
        }
        page.facts(facts()).notes(notes);
        table(page.section("changes", "Changes", changes.isEmpty() ? "Both images mean the same."
                : "What privilege was gained comes first. "
                + "What is before is in the first image, after in the second."));
        new GraphPage(second).sections(page);
        page.close("Written by ckpt-image diff --format html. This page loads nothing from anywhere.");
    }

    private List<Fact> facts() {
        Set<Subject> gaining = new LinkedHashSet<>();
        Set<Subject> all = new LinkedHashSet<>();
        for (Change change : changes) {
            all.add(change.subject());
            if (change.privilege() == Privilege.GAINED) {
                gaining.add(change.subject());
            }
        }
        return List.of(new Fact("before", Visible.of(first)), new Fact("after", second.title()),
                new Fact("changes", String.valueOf(changes.size())),
                new Fact("in", Size.count(all.size(), "place")),
                new Fact("privilege gained in", Size.count(gaining.size(), "place")));
    }

    private void table(Markup page) {
        if (changes.isEmpty()) {
            return;
        }
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String heading : List.of("of", "field", "before", "after")) {
            page.leaf("th", heading, "scope", "col");
        }
        page.close().close().open("tbody");
        changes.stream().limit(MOST_CHANGES).forEach(change -> row(page, change));
        page.close().close().close();
    }

    private static void row(Markup page, Change change) {
        page.open("tr").leaf("th", name(change.subject()), "scope", "row");
        page.open("td").inline("code", (change.path().isEmpty() ? "" : change.path() + ".")
                + change.field().word());
        if (change.privilege() == Privilege.GAINED) {
            page.text(" ").inline("span", "privilege gained", "class", "pill caps");
        }
        page.close();
        cell(page, change.ofSet() ? minus(change.lost()) : change.from());
        cell(page, change.ofSet() ? plus(change.gained()) : change.to());
        page.close();
    }

    private static void cell(Markup page, String text) {
        page.open("td").inline("code", Visible.of(text)).close();
    }

    private static String plus(List<String> members) {
        return members.isEmpty() ? "" : "+ " + listed(members);
    }

    private static String minus(List<String> members) {
        return members.isEmpty() ? "" : "- " + listed(members);
    }

    private static String listed(List<String> members) {
        int more = members.size() - MOST_MEMBERS;
        return more <= 0 ? String.join(" ", members)
                : String.join(" ", members.subList(0, MOST_MEMBERS)) + " and " + more + " more";
    }

    private static String name(Subject subject) {
        return switch (subject.kind()) {
            case IMAGE -> "image";
            case TASK -> "task " + subject.pid() + " " + Visible.of(subject.name());
            case USER_NS -> "user_ns " + subject.name();
        };
    }
}
