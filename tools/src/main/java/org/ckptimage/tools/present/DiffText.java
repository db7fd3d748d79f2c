// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.tools.diff.Change;
import org.ckptimage.tools.diff.Field;
import org.ckptimage.tools.diff.Matching;
import org.ckptimage.tools.diff.Privilege;
import org.ckptimage.tools.diff.Subject;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** Differences as text: a line for each, below the task or user namespace that it is about. */
public final class DiffText {
    private static final int MOST_MEMBERS = 32;
    private static final String GAINED = "  privilege gained";

    private final PrintWriter out;
    private final Palette palette;
    private int width;

    public DiffText(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** Prints all of them; nothing if there are none. */
    public void present(List<Change> changes, Matching tasks) {
        if (tasks == Matching.PLACE && !changes.isEmpty()) {
            line("tasks are matched by place: no pid is in both images");
        }
        Subject subject = null;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (!change.subject().equals(subject)) {
                subject = change.subject();
                width = width(changes, i);
                line(palette.paint(Ink.BOLD, name(subject)));
            }
            change(change);
        }
        if (!changes.isEmpty()) {
            line(sum(changes));
        }
    }

    /** The widest place among the changes of one subject, which begin at {@code from}. */
    private static int width(List<Change> changes, int from) {
        Subject subject = changes.get(from).subject();
        int width = 0;
        for (int i = from; i < changes.size() && changes.get(i).subject().equals(subject); i++) {
            width = Math.max(width, place(changes.get(i)).length());
        }
        return width;
    }

    private static String place(Change change) {
        return (change.path().isEmpty() ? "" : change.path() + " ") + "." + change.field().word();
    }

    private static String name(Subject subject) {
        return switch (subject.kind()) {
            case IMAGE -> "image";
            case TASK -> "task " + subject.pid() + " " + Visible.of(subject.name());
            case USER_NS -> "user_ns " + subject.name();
        };
    }

    private void change(Change change) {
        String place = place(change) + " ".repeat(width - place(change).length());
        if (change.ofSet()) {
            members(change, '+', place, change.gained());
            members(change, '-', place, change.lost());
            return;
        }
        boolean whole = change.field() == Field.TASK || change.subject().kind() == Subject.Kind.USER_NS
                && change.field() == Field.USER_NS;
        if (whole) {
            char sign = change.from().isEmpty() ? '+' : '-';
            marked(change, sign, change.from() + change.to());
        } else {
            marked(change, '~', place + "  " + Visible.of(change.from()) + " -> " + Visible.of(change.to()));
        }
    }

    private void members(Change change, char sign, String place, List<String> members) {
        if (members.isEmpty()) {
            return;
        }
        String text = place + "  " + (change.field().word().startsWith("cap_") ? capabilities(members)
                : listed(members));
        if (sign == '+') {
            marked(change, sign, text);
        } else {
            line("  " + sign + " " + text);
        }
    }

    private static String listed(List<String> members) {
        boolean all = members.size() <= MOST_MEMBERS;
        return String.join(" ", all ? members : members.subList(0, MOST_MEMBERS))
                + (all ? "" : " and " + (members.size() - MOST_MEMBERS) + " more");
    }

    /** More than half of all capabilities are told by those that are not among them. */
    private static String capabilities(List<String> members) {
        if (members.size() <= MOST_MEMBERS) {
            return String.join(" ", members);
        }
        List<String> others = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (!members.contains(Capabilities.name(bit))) {
                others.add(Capabilities.name(bit));
            }
        }
        return others.isEmpty() ? "all" : "all but " + String.join(" ", others);
    }

    private void marked(Change change, char sign, String text) {
        boolean gained = change.privilege() == Privilege.GAINED;
        String line = (gained ? "! " : "  ") + sign + " " + text + (gained ? GAINED : "");
        line(gained ? palette.paint(Ink.ERROR, line) : sign == '+' ? palette.paint(Ink.GOOD, line) : line);
    }

    private void line(String text) {
        out.print(text);
        out.print('\n');
    }

    private static String sum(List<Change> changes) {
        Set<Subject> tasks = new LinkedHashSet<>();
        Set<Subject> gaining = new LinkedHashSet<>();
        for (Change change : changes) {
            if (change.subject().kind() == Subject.Kind.TASK) {
                tasks.add(change.subject());
                if (change.privilege() == Privilege.GAINED) {
                    gaining.add(change.subject());
                }
            }
        }
        return Size.count(changes.size(), "change") + " in " + Size.count(tasks.size(), "task")
                + (gaining.isEmpty() ? "" : "; privilege gained in " + Size.count(gaining.size(), "task"));
    }
}
