// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.tools.present.Capabilities;
import org.ckptimage.tools.present.TaskState;
import org.ckptimage.tools.terminal.Visible;

/** The labels of nodes: short lines, of which the first one names the node. */
final class NodeText {
    private static final int WIDEST = 34;
    private static final int MOST_GROUPS = 5;
    private static final int MOST_CAPS = 2;

    private final Set<Integer> used = new HashSet<>();

    NodeText(Image image) {
        for (Task task : image.tasks()) {
            use(task.credRef());
            use(task.ecredRef());
        }
    }

    private void use(OptionalInt objref) {
        objref.ifPresent(used::add);
    }

    static List<String> task(String id, Task task) {
        String name = task.comm().isEmpty() ? "" : shown(task.comm()) + ", ";
        return List.of(id, name + TaskState.word(task) + (task.thread() ? ", thread" : ""));
    }

    static List<String> group(TaskGroup group, String many) {
        List<String> comms = group.comms();
        String pids = "tasks " + some(group.pids(), group.count() - group.pids().size());
        if (comms.size() == 1 && !comms.get(0).isEmpty()) {
            return List.of(shown(comms.get(0)) + " x " + group.count(), pids);
        }
        boolean more = comms.size() > TaskGroup.MOST_NAMES;
        String names = comms.stream().limit(TaskGroup.MOST_NAMES).map(Visible::of)
                .collect(Collectors.joining(", ")) + (more ? " and more" : "");
        return List.of(many, TextCells.cut(names, WIDEST), pids);
    }

    List<String> cred(String id, Cred cred) {
        String caps = "cap_e " + caps(cred.caps().effective());
        List<String> lines = new ArrayList<>(List.of(id, ids(cred), caps));
        if (!used.contains(cred.objref())) {
            lines.add("used by no task");
        }
        return lines;
    }

    private static String ids(Cred cred) {
        Cred.Ids user = cred.users();
        String other = user.real() == user.effective() ? "" : ", euid " + user.effective();
        return "uid " + user.real() + other + ", gid " + cred.groups().real();
    }

    private static String caps(long mask) {
        int count = Long.bitCount(mask);
        return count <= MOST_CAPS || mask == -1L ? Capabilities.set(mask) : count + " capabilities";
    }

    static List<String> groupinfo(String id, Groupinfo info) {
        GroupList groups = info.groups();
        List<Long> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
            shown.add(groups.get(i));
        }
        String list = shown.isEmpty() ? "no groups" : some(shown, groups.size() - shown.size());
        return List.of(id, TextCells.cut(list, WIDEST));
    }

    static List<String> user(String id, User user) {
        return List.of(id, "uid " + user.uid());
    }

    static List<String> space(String id, UserNs space) {
        String level = space.level().isPresent() ? "level " + space.level().getAsInt() : "level unknown";
        return List.of(id, level);
    }

    static List<String> missing(String id) {
        return List.of(id, Emphasis.MISSING.text());
    }

    static List<String> rest(NodeKind kind, int count) {
        return List.of(kind.count(count).replaceFirst(" ", " more "));
    }

    private static String shown(String comm) {
        return TextCells.cut(Visible.of(comm), WIDEST - 12);
    }

    private static String some(List<? extends Number> numbers, int more) {
        String text = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return more > 0 ? text + " and " + more + " more" : text;
    }
}
