// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.page;

import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.tools.graph.model.NamespaceTree;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.graph.model.NodeKind;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.present.ExtensionText;

/** The tree of user namespaces as nested lists of a page. */
final class NamespaceList {
    /** Browsers stop nesting as well, later and less gracefully. */
    private static final int DEEPEST = 16;
    private static final int MOST = 12;

    private final Markup page;

    NamespaceList(Markup page) {
        this.page = page;
    }

    /** Writes at most so many namespaces. */
    void write(List<NamespaceTree.Space> spaces, int most) {
        int outside = page.depth();
        page.open("ul", "class", "tree");
        for (NamespaceTree.Space space : spaces.subList(0, Math.min(most, spaces.size()))) {
            nest(outside, Math.min(space.depth(), DEEPEST));
            entry(space);
        }
        page.closeTo(outside);
        if (spaces.size() > most) {
            page.leaf("p", spaces.size() - most + " more user namespaces are not listed.", "class", "about");
        }
    }

    /** A list is one element, and so is each entry of it. */
    private void nest(int outside, int depth) {
        int lists = outside + 1 + 2 * depth;
        page.closeTo(lists);
        if (page.depth() < lists) {
            page.open("ul");
        }
    }

    private void entry(NamespaceTree.Space entry) {
        String id = NodeKind.USER_NS.name(entry.space().objref());
        page.open("li");
        page.open("div", "class", "space", "data-node", Node.anchor(id));
        page.open("p").inline("a", id, "class", "id", "href", "#" + Node.anchor(id)).text(" " + made(entry));
        page.close();
        list("uids", entry.users().stream().map(User::uid), entry.users().size());
        list("tasks", entry.tasks().stream().map(NamespaceList::name), entry.tasks().size());
        entry.space().maps().ifPresent(this::maps);
        page.close();
    }

    private void maps(IdMaps maps) {
        line("uid_map", ExtensionText.extents(maps.uids()));
        line("gid_map", ExtensionText.extents(maps.gids()));
        maps.setgroups().ifPresent(word -> line("setgroups", ExtensionText.setgroups(word)));
    }

    private void line(String what, String text) {
        page.open("p", "class", "members").inline("span", what, "class", "what").text(" ");
        page.inline("code", text).close();
    }

    private static String made(NamespaceTree.Space entry) {
        String level = entry.space().level().isPresent() ? "level " + entry.space().level().getAsInt()
                : "level unknown";
        String creator = NodeKind.USER.name(entry.space().creatorRef());
        if (entry.space().creatorRef() == 0) {
            return level + ", the namespace of the root task";
        }
        return level + ", created by " + creator + entry.creator()
                .map(user -> " (uid " + user.uid() + ") of " + NodeKind.USER_NS.name(user.usernsRef()))
                .orElse(", which is not in the image");
    }

    private static String name(Task task) {
        return task.ids().pid() + (task.comm().isEmpty() ? "" : " " + task.comm());
    }

    private void list(String what, Stream<?> all, int size) {
        page.open("p", "class", "members").inline("span", what, "class", "what");
        if (size == 0) {
            page.text(" none");
        }
        all.limit(MOST).forEach(one -> page.text(" ").inline("code", String.valueOf(one)));
        if (size > MOST) {
            page.text(" and " + (size - MOST) + " more");
        }
        page.close();
    }
}
