// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.tools.present.ExtensionText;
import org.ckptimage.tools.present.ImageKind;
import org.ckptimage.tools.present.TextTable;
import org.ckptimage.codec.space.Spaces;
import org.ckptimage.codec.space.Standing;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** Who is inside an image as text that fits a screen of 24 lines, whatever the image holds. */
public final class WhoamiText {
    private static final int MOST_IDENTITIES = 7;
    private static final int MOST_SPACES = 2;
    private static final int MOST_SURPRISES = 7;
    private static final int MOST_TASKS = 3;
    private static final int MOST_GROUPS = 4;
    private static final int MOST_EXTENTS = 2;

    private final PrintWriter out;
    private final Palette palette;

    public WhoamiText(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public void present(String file, Image image, Insiders insiders) {
        String how = ImageKind.describe(image);
        String name = Visible.of(file);
        out.print(palette.paint(Ink.BOLD, name) + ": " + (how.isEmpty() ? "" : how + ", ")
                + Size.count(image.tasks().size(), "task") + ", "
                + (insiders.identities().size() == 1 ? "1 identity"
                : insiders.identities().size() + " identities") + "\n");
        identities(insiders);
        spaces(image.userNamespaces(), insiders.spaces());
        surprises(insiders.surprises());
    }

    private void identities(Insiders insiders) {
        if (insiders.identities().isEmpty() && insiders.bare().isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        table.row("UID", "GID", "GROUPS", "ON THE HOST", "USER_NS", "TASKS", "POWER");
        List<Identity> shown = first(insiders.identities(), MOST_IDENTITIES);
        for (Identity who : shown) {
            Cred cred = who.cred();
            table.row(ids(cred.users(), "u"), ids(cred.groups(), "g"), groups(who.groups()),
                    host(who, insiders.spaces()), space(who), tasks(who.tasks()),
                    Power.words(cred.caps().effective()));
        }
        if (!insiders.bare().isEmpty() && shown.size() < MOST_IDENTITIES) {
            table.row("-", "-", "-", "-", "-", tasks(insiders.bare()), "no creds");
        }
        out.print('\n');
        table.print(out);
        more(insiders.identities().size() - shown.size(), "more with less power");
    }

    /** One id if all are the same, else those that differ from the real one with their names. */
    private static String ids(Cred.Ids ids, String kind) {
        StringBuilder text = new StringBuilder().append(ids.real());
        if (ids.effective() != ids.real()) {
            text.append(" e").append(kind).append("id ").append(ids.effective());
        }
        if (ids.saved() != ids.real()) {
            text.append(" s").append(kind).append("id ").append(ids.saved());
        }
        if (ids.filesystem() != ids.effective()) {
            text.append(" fs").append(kind).append("id ").append(ids.filesystem());
        }
        return text.toString();
    }

    private static String groups(GroupList groups) {
        if (groups.size() == 0) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
            text.append(i == 0 ? "" : " ").append(groups.get(i));
        }
        int rest = groups.size() - MOST_GROUPS;
        return rest > 0 ? text.append(" +").append(rest).toString() : text.toString();
    }

    private static String host(Identity who, Spaces spaces) {
        if (who.standing() == Standing.INITIAL) {
            return "the same";
        }
        if (!spaces.known(who.userNs())) {
            return who.standing() == Standing.OUTERMOST ? "the same?" : "?";
        }
        return id(spaces.uid(who.userNs(), who.cred().users().effective())) + " "
                + id(spaces.gid(who.userNs(), who.cred().groups().effective()));
    }

    private static String id(OptionalLong id) {
        return id.isPresent() ? Long.toString(id.getAsLong()) : "unmapped";
    }

    private static String space(Identity who) {
        return switch (who.standing()) {
            case INITIAL, OUTERMOST -> who.standing().word();
            case NESTED -> "user_ns:" + who.userNs();
            case UNKNOWN -> "?";
        };
    }

    /** Such as {@code 998 x worker 3, 4, 5 ...}; a name is told once. */
    private static String tasks(List<Task> tasks) {
        StringBuilder text = new StringBuilder();
        if (tasks.size() > MOST_TASKS) {
            text.append(tasks.size()).append(": ");
        }
        String last = "";
        for (Task task : first(tasks, MOST_TASKS)) {
            text.append(text.length() == 0 || text.charAt(text.length() - 1) == ' ' ? "" : ", ");
            text.append(task.comm().equals(last) ? "" : Visible.of(task.comm()) + " ")
                    .append(task.ids().pid());
            last = task.comm();
        }
        return tasks.size() > MOST_TASKS ? text.append(" ...").toString() : text.toString();
    }

    private void spaces(List<UserNs> all, Spaces spaces) {
        List<UserNs> nested = all.stream()
                .filter(space -> spaces.standing(space.objref()) == Standing.NESTED).toList();
        if (nested.isEmpty()) {
            return;
        }
        out.print('\n');
        for (UserNs space : first(nested, MOST_SPACES)) {
            out.print("user_ns:" + space.objref() + "  " + space.maps().map(maps -> "uid_map "
                    + extents(maps.uids()) + "  gid_map " + extents(maps.gids()))
                    .orElse("the image has no maps of it") + "\n");
        }
        more(nested.size() - MOST_SPACES, "more user namespaces");
    }

    private static String extents(List<IdMaps.Extent> extents) {
        return ExtensionText.extents(first(extents, MOST_EXTENTS))
                + (extents.size() > MOST_EXTENTS ? " ..." : "");
    }

    private void surprises(List<Surprise> surprises) {
        out.print('\n');
        if (surprises.isEmpty()) {
            out.print("nothing that should surprise\n");
        }
        for (Surprise surprise : first(surprises, MOST_SURPRISES)) {
            out.print(palette.paint(Ink.WARNING, "! " + surprise.kind().text()) + " ("
                    + tasks(surprise.tasks()) + ")\n");
        }
        if (surprises.size() > MOST_SURPRISES) {
            out.print("! and: " + surprises.stream().skip(MOST_SURPRISES)
                    .map(surprise -> surprise.kind().code()).collect(Collectors.joining(", ")) + "\n");
        }
    }

    private void more(int count, String what) {
        if (count > 0) {
            out.print("and " + count + " " + what + " (--json has all)\n");
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
