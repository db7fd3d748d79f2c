// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds processes that no fork of their parent can make: they are in a session whose leader is there but is
 * none
 * of their ancestors, since the parent they were born to has ended. A ghost below that leader makes them, and
 * its end gives them to the next ancestor that takes orphans in.
 */
final class Adoptions {
    private static final int SIGCHLD = 17;

    private final Map<Integer, TaskNode> byPid;
    private final PlanContext context;
    private final Set<TaskNode> adopters = new HashSet<>();

    Adoptions(Map<Integer, TaskNode> byPid, PlanContext context) {
        this.byPid = byPid;
        this.context = context;
    }

    /** Marks them. */
    void mark(Collection<TaskNode> nodes) {
        for (TaskNode node : nodes) {
            node.adopted = isOrphan(node);
            if (node.adopted) {
                adopters.add(node.parent);
            }
        }
        nodes.stream().filter(node -> node.adopted).forEach(this::judge);
    }

    private boolean isOrphan(TaskNode node) {
        TaskNode leader = byPid.get(node.session);
        int around = node.parent == null ? 0 : node.parent.session;
        return leader != null && leader != node && leader.leadsSession() && node.session != around
                && !leader.isAncestorOf(node) && (node.parent == null || node.parent.isAncestorOf(leader));
    }

    private void judge(TaskNode node) {
        for (TaskNode at = byPid.get(node.session); at != node.parent; at = at.parent) {
            if (adopters.contains(at)) {
                context.refuse("task", node.pid(), "vsid", "EINVAL: task " + at.pid()
                        + " takes in orphans as well, and is nearer to the leader of the session");
                return;
            }
        }
        if (node.task.signals().exit() != SIGCHLD) {
            context.refuse("task", node.pid(), "exit_signal", "EINVAL: " + node.task.signals().exit()
                    + ", but whoever is taken in by another parent ends with SIGCHLD");
        }
    }
}
