// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Birth;
import org.ckptimage.restart.plan.PlanTask.Family;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanTask.Signals;

/** Plans tasks in an order in which each can be made, with ghosts for leaders that had ended. */
final class TreePlanner {
    private static final int CORE_DUMPED = 0x80;
    private static final int SIGNAL = 0x7f;

    /**
     * A process, one of its threads, or a ghost in front of a process: of a number, or of its lost parent
     * (0).
     */
    private record Slot(Kind kind, TaskNode node, Task task, int ghost) {}

    private final CredPlanner creds;
    private final PlanContext context;
    private final TaskForest forest;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<Integer, TaskNode> ghosts = new HashMap<>();
    /** Ghosts that make members of a session whom another parent takes in, by session. */
    private final Map<Integer, Integer> lostParents = new HashMap<>();

    TreePlanner(List<Task> tasks, CredPlanner creds, PlanContext context) {
        this.creds = creds;
        this.context = context;
        this.forest = new TaskForest(tasks, context);
    }

    /** The tasks of the plan. */
    Result plan() {
        forest.order().forEach(this::place);
        List<PlanTask> tasks = new ArrayList<>();
        Map<Integer, Task> sources = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.kind() != Kind.GHOST) {
                sources.put(i, slot.task());
            }
            tasks.add(task(i, slot, tasks));
        }
        return new Result(tasks, sources);
    }

    /**
     * What was planned.
     *
     * @param tasks the tasks
     * @param sources tasks of the image by position
     */
    record Result(List<PlanTask> tasks, Map<Integer, Task> sources) {}

    private void place(TaskNode node) {
        for (int number : new int[] {node.ofGhost ? node.session : 0, node.group}) {
            if (number > 0 && !forest.isProcess(number)) {
                ghost(number, node);
            }
        }
        if (node.adopted && lostParents.putIfAbsent(node.session, slots.size()) == null) {
            slots.add(new Slot(Kind.GHOST, node, node.task, 0));
        }
        positions.put(node.pid(), slots.size());
        warnOfSeccomp(node.task);
        slots.add(new Slot(node.task.zombie() ? Kind.ZOMBIE : Kind.PROCESS, node, node.task, 0));
        for (Task thread : node.threads) {
            warnOfSeccomp(thread);
            slots.add(new Slot(Kind.THREAD, node, thread, 0));
        }
    }

    private void warnOfSeccomp(Task task) {
        if (task.seccomp().orElse(0) != 0 && !task.zombie()) {
            context.warn("task", task.ids().pid(), "seccomp", "mode " + task.seccomp().getAsLong()
                    + " is not restored: the restarted task may use every system call");
        }
    }

    private void ghost(int number, TaskNode member) {
        TaskNode first = ghosts.putIfAbsent(number, member);
        if (first == null) {
            positions.put(number, slots.size());
            slots.add(new Slot(Kind.GHOST, member, member.task, number));
        } else if (number == member.session && first.parent != member.parent) {
            context.refuse("task", member.pid(), "vsid", "EINVAL: session " + number
                    + " had ended, and another parent has members of it as well");
        }
    }

    private PlanTask task(int at, Slot slot, List<PlanTask> before) {
        TaskNode node = slot.node();
        boolean keep = context.options().pids() == RestartOptions.Pids.KEEP;
        return switch (slot.kind()) {
            case GHOST -> new PlanTask(Kind.GHOST, keep ? slot.ghost() : 0, ghostFamily(at, slot),
                    PlanTask.NONE, new Signals(node.task.signals().exit(), 0, 0), 0, "ghost");
            case THREAD -> thread(slot.task(), positions.get(node.pid()), before);
            case PROCESS, ZOMBIE -> new PlanTask(slot.kind(), keep ? node.pid() : 0, family(at, node),
                    cred(slot, before), signals(node.task), exitCode(node.task),
                    node.task.comm());
        };
    }

    /** A thread in a namespace is made after its process entered it, where no number can be chosen. */
    private PlanTask thread(Task task, int leader, List<PlanTask> before) {
        int cred = creds.position(task);
        boolean keep = context.options().pids() == RestartOptions.Pids.KEEP;
        boolean inside = cred != PlanTask.NONE && creds.plans().get(cred).userNs() != PlanTask.NONE;
        if (keep && inside) {
            context.refuse("task", task.ids().pid(), "vpid",
                    "EOPNOTSUPP: the number of a thread in a user namespace cannot be chosen");
        }
        return new PlanTask(Kind.THREAD, keep ? task.ids().pid() : 0,
                new Family(PlanTask.NONE, leader, leader, PlanTask.NONE, PlanTask.NONE, Birth.USUAL), cred,
                new Signals(0, task.signals().pdeath(), task.signals().blocked()), 0, task.comm());
    }

    private static Signals signals(Task task) {
        return new Signals(task.signals().exit(), task.signals().pdeath(), task.signals().blocked());
    }

    private int parent(TaskNode node) {
        return node.parent == null ? PlanTask.NONE : positions.get(node.parent.pid());
    }

    private int position(int number) {
        return number == 0 ? PlanTask.NONE : positions.getOrDefault(number, PlanTask.NONE);
    }

    private Family family(int at, TaskNode node) {
        int parent = parent(node);
        int maker = node.adopted ? lostParents.get(node.session)
                : node.ofGhost ? position(node.session) : parent;
        return new Family(parent, maker, at, position(node.group), position(node.session), birth(node));
    }

    /**
     * One that leads a session leads a group as well; one that leads a group only is in its member's session.
     */
    private Family ghostFamily(int at, Slot slot) {
        TaskNode node = slot.node();
        int parent = node.adopted ? position(node.session) : parent(node);
        if (slot.ghost() == 0) {
            return new Family(parent, parent, at, PlanTask.NONE, PlanTask.NONE, Birth.USUAL);
        }
        boolean session = slot.ghost() == node.session && node.ofGhost;
        int maker = node.ofGhost && !session ? position(node.session) : parent;
        return new Family(parent, maker, at, at, session ? at : position(node.session), birth(node));
    }

    private static Birth birth(TaskNode node) {
        return node.early ? Birth.EARLY : Birth.USUAL;
    }

    /** A zombie gave its creds up, as far as an image knows. */
    private int cred(Slot slot, List<PlanTask> before) {
        if (slot.kind() != Kind.ZOMBIE || slot.task().credRef().isPresent()) {
            return creds.position(slot.task());
        }
        int parent = parent(slot.node());
        context.warn("task", slot.node().pid(), "cred_ref",
                "a zombie without creds: it gets those of its parent");
        return parent == PlanTask.NONE ? PlanTask.NONE : before.get(parent).cred();
    }

    private int exitCode(Task task) {
        if (!task.zombie()) {
            return 0;
        }
        int code = (int) task.exitCode();
        if ((code & SIGNAL) != 0 && (code & CORE_DUMPED) != 0) {
            context.warn("task", task.ids().pid(), "exit_code",
                    "there will be no core file, so not its flag");
            return code & ~CORE_DUMPED;
        }
        return code;
    }
}
