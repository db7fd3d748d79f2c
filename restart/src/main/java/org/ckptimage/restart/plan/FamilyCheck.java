// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.restart.plan.PlanTask.Family;
import org.ckptimage.restart.plan.PlanTask.Kind;

/** Judges where the tasks of a plan stand: each is made by one that is there, and belongs to leaders. */
final class FamilyCheck {
    private static final int MOST_SIGNAL = 64;
    private static final int SIGCHLD = 17;
    private static final int MOST_PID = 1 << 22;

    private final RestartPlan plan;

    private FamilyCheck(RestartPlan plan) {
        this.plan = plan;
    }

    static List<PlanFault> faults(RestartPlan plan) {
        FamilyCheck check = new FamilyCheck(plan);
        List<PlanFault> faults = new ArrayList<>();
        for (int i = 0; i < plan.tasks().size(); i++) {
            int at = i;
            check.fault(i, plan.tasks().get(i)).ifPresent(field -> faults.add(
                    new PlanFault("task", at, 0, field, "does not fit the other tasks or no kernel has it")));
        }
        check.command().ifPresent(field -> faults.add(new PlanFault("plan", 0, 0, field, "cannot be run")));
        return faults;
    }

    private Optional<String> fault(int at, PlanTask task) {
        if (task.pid() < 0 || task.pid() > MOST_PID) {
            return Optional.of("pid");
        }
        if (!isSignal(task.signals().exit()) || !isSignal(task.signals().pdeath())) {
            return Optional.of("exit_signal");
        }
        if (task.kind() != Kind.ZOMBIE && task.exitCode() != 0 || task.exitCode() < 0
                || task.exitCode() > 0xff00) {
            return Optional.of("exit_code");
        }
        boolean ghost = task.kind() == Kind.GHOST;
        if (ghost ? task.cred() != PlanTask.NONE : task.cred() < 0 || task.cred() >= plan.creds().size()) {
            return Optional.of("cred_ref");
        }
        return task.kind() == Kind.THREAD ? thread(at, task) : process(at, task);
    }

    private static boolean isSignal(int signal) {
        return signal >= 0 && signal <= MOST_SIGNAL;
    }

    private Optional<String> thread(int at, PlanTask task) {
        Family family = task.family();
        if (family.leader() < 0 || family.leader() >= at || family.maker() != family.leader()) {
            return Optional.of("tgid");
        }
        PlanTask leader = plan.tasks().get(family.leader());
        if (leader.kind() != Kind.PROCESS) {
            return Optional.of("tgid");
        }
        return userNs(task) == userNs(leader) ? Optional.empty() : Optional.of("user_ns");
    }

    private int userNs(PlanTask task) {
        boolean has = task.cred() >= 0 && task.cred() < plan.creds().size();
        return has ? plan.creds().get(task.cred()).userNs() : PlanTask.NONE;
    }

    private Optional<String> process(int at, PlanTask task) {
        Family family = task.family();
        if (family.leader() != at) {
            return Optional.of("tgid");
        }
        int parent = family.parent();
        if (parent == PlanTask.NONE ? task.kind() == Kind.ZOMBIE : !isProcess(parent, at)) {
            return Optional.of("ppid");
        }
        if (family.maker() != parent && !madeByGhost(at, task)) {
            return Optional.of("maker");
        }
        boolean groups = isLeader(family.pgrp()) && isLeader(family.session())
                && (family.session() != at || family.pgrp() == at);
        return groups ? Optional.empty() : Optional.of("pgid");
    }

    private boolean isProcess(int index, int before) {
        return index >= 0 && index < before && plan.tasks().get(index).kind() == Kind.PROCESS;
    }

    private boolean madeByGhost(int at, PlanTask task) {
        int maker = task.family().maker();
        if (maker < 0 || maker >= at || plan.tasks().get(maker).kind() != Kind.GHOST) {
            return false;
        }
        PlanTask ghost = plan.tasks().get(maker);
        return ghost.family().parent() == task.family().parent()
                ? ghost.signals().exit() == task.signals().exit()
                : task.signals().exit() == SIGCHLD && isBelow(ghost, task.family().parent());
    }

    private boolean isBelow(PlanTask task, int ancestor) {
        int above = task.family().parent();
        while (above > ancestor) {
            above = plan.tasks().get(above).family().parent();
        }
        return above == ancestor;
    }

    private boolean isLeader(int index) {
        return index == PlanTask.NONE || index >= 0 && index < plan.tasks().size()
                && plan.tasks().get(index).kind() != Kind.THREAD;
    }

    private Optional<String> command() {
        if (plan.command().isEmpty()) {
            return Optional.empty();
        }
        PlanCommand command = plan.command().get();
        boolean runs = command.task() >= 0 && command.task() < plan.tasks().size()
                && plan.tasks().get(command.task()).kind() == Kind.PROCESS;
        if (!runs) {
            return Optional.of("exec_task");
        }
        boolean words = command.arguments().isEmpty() || hasNul(command.arguments())
                || hasNul(command.environment());
        return words ? Optional.of("exec") : Optional.empty();
    }

    private static boolean hasNul(List<String> words) {
        return words.stream().anyMatch(word -> word.indexOf('\0') >= 0);
    }
}
