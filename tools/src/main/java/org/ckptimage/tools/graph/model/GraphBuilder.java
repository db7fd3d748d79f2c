// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.tools.terminal.Size;

/** Builds an {@link ObjectGraph}: first every object, then the references between them. */
final class GraphBuilder {
    private final Image image;
    private final ObjectIndex index;
    private final NodeText text;
    private final TaskGroups groups;
    private final NodeRoom room;
    private final Set<Edge> edges = new LinkedHashSet<>();

    GraphBuilder(Image image, GraphLimits limits) {
        this.image = image;
        index = new ObjectIndex(image);
        text = new NodeText(image);
        groups = TaskGroups.of(image.tasks(), limits.tasks());
        room = new NodeRoom(limits.objects());
    }

    ObjectGraph build() {
        List<String> creds = image.creds().stream().map(this::node).toList();
        image.groupinfos().forEach(this::node);
        List<String> users = image.users().stream().map(this::node).toList();
        List<String> spaces = image.userNamespaces().stream().map(this::node).toList();
        tasks(groups.groups().stream().map(this::node).toList());
        for (int i = 0; i < creds.size(); i++) {
            Cred cred = image.creds().get(i);
            edge(creds.get(i), NodeKind.GROUPINFO, cred.groupinfoRef(), EdgeKind.GROUPINFO_REF);
            edge(creds.get(i), NodeKind.USER, cred.userRef(), EdgeKind.USER_REF);
        }
        for (int i = 0; i < users.size(); i++) {
            edge(users.get(i), NodeKind.USER_NS, image.users().get(i).usernsRef(), EdgeKind.USERNS_REF);
        }
        for (int i = 0; i < spaces.size(); i++) {
            int creator = image.userNamespaces().get(i).creatorRef();
            if (creator != 0) {
                edge(spaces.get(i), NodeKind.USER, creator, EdgeKind.CREATOR_REF);
            }
        }
        return new ObjectGraph(room.nodes(), List.copyOf(edges), notes());
    }

    private void tasks(List<String> ids) {
        for (int group = 0; group < ids.size(); group++) {
            if (groups.parent(group) >= 0) {
                edges.add(new Edge(ids.get(group), ids.get(groups.parent(group)), EdgeKind.PARENT));
            }
        }
        for (int i = 0; i < image.tasks().size(); i++) {
            Task task = image.tasks().get(i);
            String from = ids.get(groups.groupOf(i));
            task.credRef().ifPresent(cred -> edge(from, NodeKind.CRED, cred, EdgeKind.CRED_REF));
            if (!task.ecredRef().equals(task.credRef())) {
                task.ecredRef().ifPresent(cred -> edge(from, NodeKind.CRED, cred, EdgeKind.ECRED_REF));
            }
        }
    }

    private void edge(String from, NodeKind kind, int objref, EdgeKind edge) {
        edges.add(new Edge(from, room.find(kind, objref), edge));
    }

    private String node(TaskGroup group) {
        Task task = group.first();
        boolean rest = groups.grain() == TaskGroups.Grain.REST
                && groups.groupOf(group.firstNumber()) == groups.groups().size() - 1;
        String id = rest ? "more task" : "task " + task.ids().pid()
                + (group.count() == 1 ? "" : " x " + group.count());
        List<String> lines = group.count() == 1 ? NodeText.task(id, task)
                : NodeText.group(group, group.count() + (rest ? " other tasks" : " tasks"));
        Optional<String> space = rest ? Optional.empty() : cred(task.credRef()).flatMap(this::space);
        List<Emphasis> emphasis = rest ? emphasisOfRest() : emphasis(task);
        return room.add(new Node(NodeKind.TASK, id, lines, emphasis, group.count(), space), task.offset());
    }

    private List<Emphasis> emphasis(Task task) {
        OptionalInt acting = task.ecredRef().isPresent() ? task.ecredRef() : task.credRef();
        return cred(acting).map(Emphasis::of).orElse(List.of());
    }

    private List<Emphasis> emphasisOfRest() {
        Set<Emphasis> all = EnumSet.noneOf(Emphasis.class);
        for (int i = 0; i < image.tasks().size(); i++) {
            if (groups.groupOf(i) == groups.groups().size() - 1) {
                all.addAll(emphasis(image.tasks().get(i)));
            }
        }
        return List.copyOf(all);
    }

    private Optional<Cred> cred(OptionalInt objref) {
        return objref.isPresent() ? index.cred(objref.getAsInt()) : Optional.empty();
    }

    private Optional<String> space(Cred cred) {
        return index.user(cred.userRef()).map(user -> NodeKind.USER_NS.name(user.usernsRef()));
    }

    private String node(Cred cred) {
        String id = NodeKind.CRED.name(cred.objref());
        return room.define(cred.objref(), cred.offset(), new Node(NodeKind.CRED, id, text.cred(id, cred),
                Emphasis.of(cred), 1, space(cred)));
    }

    private String node(Groupinfo info) {
        String id = NodeKind.GROUPINFO.name(info.objref());
        return room.define(info.objref(), info.offset(), new Node(NodeKind.GROUPINFO, id,
                NodeText.groupinfo(id, info), List.of(), 1, Optional.empty()));
    }

    private String node(User user) {
        String id = NodeKind.USER.name(user.objref());
        return room.define(user.objref(), user.offset(), new Node(NodeKind.USER, id, NodeText.user(id, user),
                List.of(), 1, Optional.of(NodeKind.USER_NS.name(user.usernsRef()))));
    }

    private String node(UserNs space) {
        String id = NodeKind.USER_NS.name(space.objref());
        return room.define(space.objref(), space.offset(), new Node(NodeKind.USER_NS, id,
                NodeText.space(id, space), List.of(), 1, Optional.of(id)));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        String drawn = Size.count(image.tasks().size(), "task") + " in "
                + Size.count(groups.groups().size(), "group") + ": ";
        switch (groups.grain()) {
            case EACH -> { }
            case PARENT_AND_CREDS -> notes.add(drawn
                    + "a node is the tasks of one parent with the same creds.");
            case CREDS -> notes.add(drawn + "a node is the tasks with the same creds; parents are left out.");
            case REST -> notes.add(drawn + "a node is the tasks with the same creds, and the last one all "
                    + "that found no room; parents are left out.");
        }
        for (NodeKind kind : NodeKind.values()) {
            if (room.rest(kind) > 0) {
                notes.add(kind.count(room.rest(kind) + room.drawn(kind)) + " are named, of which "
                        + room.drawn(kind) + " are drawn one by one and the rest as one.");
            }
        }
        return notes;
    }
}
