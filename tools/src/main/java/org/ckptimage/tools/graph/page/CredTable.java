// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.tools.graph.model.Emphasis;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.graph.model.NodeKind;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.present.Capabilities;

/** The creds of an image as a table of a page. */
final class CredTable {
    private static final int MOST_GROUPS = 32;
    private static final int MOST_TASKS = 8;

    private final Markup page;
    private final Image image;
    private final ObjectIndex index;
    private final Map<Integer, Set<Integer>> tasks = new HashMap<>();

    CredTable(Markup page, Image image) {
        this.page = page;
        this.image = image;
        this.index = new ObjectIndex(image);
        for (Task task : image.tasks()) {
            use(task.credRef(), task);
            use(task.ecredRef(), task);
        }
    }

    private void use(OptionalInt objref, Task task) {
        objref.ifPresent(cred -> tasks.computeIfAbsent(cred, key -> new LinkedHashSet<>())
                .add(task.ids().pid()));
    }

    /** Writes at most so many rows. */
    void write(int most) {
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String heading : List.of("cred", "ids", "groups", "capabilities", "user", "tasks")) {
            page.leaf("th", heading, "scope", "col");
        }
        page.close().close().open("tbody");
        image.creds().stream().limit(most).forEach(this::row);
        page.close().close().close();
        if (image.creds().size() > most) {
            page.leaf("p", image.creds().size() - most + " more creds are not listed.", "class", "about");
        }
    }

    private void row(Cred cred) {
        String id = NodeKind.CRED.name(cred.objref());
        page.open("tr", "data-node", Node.anchor(id));
        page.open("th", "scope", "row").inline("a", id, "class", "id", "href", "#" + Node.anchor(id));
        for (Emphasis reason : Emphasis.of(cred)) {
            page.text(" ").inline("span", reason.badge(), "class", "pill " + Node.anchor(reason.badge()),
                    "title", reason.text());
        }
        page.close();
        page.open("td");
        ids("uid", cred.users());
        ids("gid", cred.groups());
        page.close();
        page.leaf("td", groups(index.groups(cred)));
        caps(cred);
        page.open("td").inline("code", NodeKind.USER.name(cred.userRef())).text(" ");
        page.inline("span", space(cred), "class", "what").close();
        page.leaf("td", tasks(cred));
        page.close();
    }

    /** All four only if they differ. */
    private void ids(String name, Cred.Ids ids) {
        boolean same = ids.real() == ids.effective() && ids.real() == ids.saved()
                && ids.real() == ids.filesystem();
        pair(name, String.valueOf(ids.real()));
        if (!same) {
            pair("e" + name, String.valueOf(ids.effective()));
            pair("s" + name, String.valueOf(ids.saved()));
            pair("fs" + name, String.valueOf(ids.filesystem()));
        }
    }

    private void pair(String name, String value) {
        page.open("div", "class", "pair").inline("span", name, "class", "what").text(" ");
        page.inline("code", value).close();
    }

    private void caps(Cred cred) {
        Cred.Caps caps = cred.caps();
        page.open("td", "class", "caps");
        pair("effective", Capabilities.set(caps.effective()));
        pair("permitted", Capabilities.set(caps.permitted()));
        pair("inheritable", Capabilities.set(caps.inheritable()));
        pair("bounding", Capabilities.set(caps.bounding()));
        cred.ext().ifPresent(ext -> pair("ambient", Capabilities.set(ext.ambient())));
        if (caps.securebits() != 0) {
            pair("securebits", Capabilities.securebits(caps.securebits()));
        }
        cred.noNewPrivs().ifPresent(bit -> pair("no_new_privs", Long.toUnsignedString(bit)));
        page.close();
    }

    private String space(Cred cred) {
        int space = index.userNsRef(cred);
        return space == 0 ? Emphasis.MISSING.text() : "in " + NodeKind.USER_NS.name(space);
    }

    private static String groups(GroupList groups) {
        if (groups.size() == 0) {
            return "none";
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
            shown.add(String.valueOf(groups.get(i)));
        }
        return String.join(", ", shown) + (groups.size() > MOST_GROUPS
                ? " and " + (groups.size() - MOST_GROUPS) + " more" : "");
    }

    private String tasks(Cred cred) {
        Set<Integer> users = tasks.getOrDefault(cred.objref(), Set.of());
        String shown = String.join(", ", users.stream().limit(MOST_TASKS).map(String::valueOf).toList());
        return users.isEmpty() ? "none"
                : shown + (users.size() > MOST_TASKS ? " and " + (users.size() - MOST_TASKS) + " more" : "");
    }
}
