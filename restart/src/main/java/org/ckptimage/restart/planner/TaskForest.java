// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ckptimage.codec.model.Task;

/** The processes of an image from the roots down, with what session each must be born into. */
final class TaskForest {
    private final PlanContext context;
    private final Map<Integer, TaskNode> byPid = new LinkedHashMap<>();
    private final List<TaskNode> order = new ArrayList<>();

    TaskForest(List<Task> tasks, PlanContext context) {
        this.context = context;
        tasks.stream().filter(task -> !task.thread()).forEach(this::process);
        tasks.stream().filter(Task::thread).forEach(this::thread);
        byPid.values().forEach(this::hang);
        walk();
        order.forEach(this::groups);
        new Adoptions(byPid, context).mark(order);
        for (int i = order.size() - 1; i >= 0; i--) {
            birth(order.get(i));
        }
        order.forEach(this::judge);
        adoptedLast();
    }

    /** Every process; a parent stands before its children, a leader before those that its ghost makes. */
    List<TaskNode> order() {
        return order;
    }

    /** Whether a number is that of a process. */
    boolean isProcess(int number) {
        return byPid.containsKey(number);
    }

    private void process(Task task) {
        int pid = task.ids().pid();
        if (pid <= 0 || byPid.putIfAbsent(pid, new TaskNode(task)) != null) {
            context.refuse("task", pid, "vpid", "EINVAL: no number of a process, or that of two");
        }
    }

    private void thread(Task task) {
        TaskNode leader = byPid.get(task.ids().tgid());
        if (leader == null || task.zombie() || leader.task.zombie()) {
            context.refuse("task", task.ids().pid(), "vtgid",
                    "EINVAL: its process is not there or has ended");
        } else {
            leader.threads.add(task);
        }
    }

    private void hang(TaskNode node) {
        TaskNode parent = byPid.get(node.task.ids().ppid());
        if (parent == null) {
            if (node.task.zombie()) {
                context.refuse("task", node.pid(), "vppid",
                        "EINVAL: a zombie without a parent is gone at once");
            }
        } else if (parent.task.zombie()) {
            context.refuse("task", node.pid(), "vppid", "EINVAL: its parent is a zombie");
        } else {
            node.parent = parent;
            parent.children.add(node);
        }
    }

    private void walk() {
        byPid.values().stream().filter(node -> node.parent == null).forEach(order::add);
        for (int i = 0; i < order.size(); i++) {
            order.addAll(order.get(i).children);
        }
        if (order.size() < byPid.size()) {
            byPid.values().stream().filter(node -> !order.contains(node)).findFirst().ifPresent(node ->
                    context.refuse("task", node.pid(), "vppid", "EINVAL: it is its own ancestor"));
        }
    }

    private void adoptedLast() {
        Map<Integer, List<TaskNode>> waiting = new HashMap<>();
        Set<TaskNode> placed = new LinkedHashSet<>();
        List<TaskNode> queue = new ArrayList<>(byPid.values().stream().filter(node -> node.parent == null)
                .toList());
        for (int i = 0; i < queue.size(); i++) {
            TaskNode node = queue.get(i);
            if (node.adopted && !placed.contains(byPid.get(node.session))) {
                waiting.computeIfAbsent(node.session, session -> new ArrayList<>()).add(node);
                continue;
            }
            placed.add(node);
            queue.addAll(node.children);
            queue.addAll(waiting.getOrDefault(node.pid(), List.of()));
            waiting.remove(node.pid());
        }
        waiting.values().stream().flatMap(List::stream).findFirst().ifPresent(node -> context.refuse("task",
                node.pid(), "vsid", "EINVAL: leaders of sessions wait for each other"));
        order.clear();
        order.addAll(placed);
    }

    /** Session and group that a root has from outside of the image are those of the restart. */
    private void groups(TaskNode node) {
        Task.Ids ids = node.task.ids();
        TaskNode parent = node.parent;
        if (parent == null) {
            node.session = byPid.containsKey(ids.sid()) ? ids.sid() : 0;
            node.group = byPid.containsKey(ids.pgid()) ? ids.pgid() : 0;
            if (node.session == 0 || node.group == 0) {
                context.warn("task", node.pid(), node.session == 0 ? "vsid" : "vpgid",
                        "its leader is not in the image: that of the restart takes the place");
            }
            return;
        }
        Task.Ids above = parent.task.ids();
        node.session = ids.sid() == above.sid() ? parent.session : Math.max(0, ids.sid());
        node.group = ids.pgid() == above.pgid() ? parent.group : Math.max(0, ids.pgid());
        node.ofGhost = node.session != 0 && !byPid.containsKey(node.session)
                && node.session != parent.session;
    }

    private void birth(TaskNode node) {
        if (!node.leadsSession()) {
            node.need = node.session;
            return;
        }
        for (TaskNode child : node.children) {
            if (!child.ofGhost && !child.adopted && child.need != TaskNode.ANY && child.need != node.pid()) {
                child.early = true;
                node.need = child.need;
            }
        }
    }

    private static int bornInto(TaskNode node) {
        if (node.parent == null) {
            return 0;
        }
        if (!node.parent.leadsSession()) {
            return node.parent.session;
        }
        return node.early ? node.parent.need : node.parent.pid();
    }

    /** The process for whose sake a leader would have to be born into a session. */
    private static TaskNode inNeed(TaskNode node) {
        TaskNode at = node;
        while (at.leadsSession()) {
            int need = at.need;
            at = at.children.stream().filter(child -> child.early && child.need == need).findFirst()
                    .orElseThrow();
        }
        return at;
    }

    private void judge(TaskNode node) {
        if (!node.ofGhost && !node.adopted && node.need != TaskNode.ANY && node.need != bornInto(node)) {
            context.refuse("task", inNeed(node).pid(), "vsid", "EINVAL: no fork leads into session "
                    + node.need);
        }
        TaskNode sessionLeader = byPid.get(node.session);
        if (sessionLeader != null && !sessionLeader.leadsSession()) {
            context.refuse("task", node.pid(), "vsid", "EINVAL: task " + node.session + " leads no session");
        }
        TaskNode groupLeader = byPid.get(node.group);
        if (groupLeader != null && (groupLeader.group != groupLeader.pid()
                || groupLeader.session != node.session)) {
            context.refuse("task", node.pid(), "vpgid", "EPERM: task " + node.group
                    + " leads no group in session " + node.session);
        }
        if (node.leadsSession() && node.group != node.pid()) {
            context.refuse("task", node.pid(), "vpgid", "EPERM: a leader of a session leads its own group");
        }
    }
}
