// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.model.Task;

/** A process of the image in its tree. Sessions and groups are told by number; 0 is one from outside. */
final class TaskNode {
    /** Session at birth that does not matter. */
    static final int ANY = -1;

    final Task task;
    final List<Task> threads = new ArrayList<>();
    final List<TaskNode> children = new ArrayList<>();
    TaskNode parent;
    int session;
    int group;
    /** Session that it must be born into. */
    int need = ANY;
    boolean early;
    /** True if a ghost makes it, since its session is that of a leader who had ended. */
    boolean ofGhost;
    /** True if it lost the parent that it was born to: a ghost below the leader of its session makes it. */
    boolean adopted;

    TaskNode(Task task) {
        this.task = task;
    }

    int pid() {
        return task.ids().pid();
    }

    boolean isAncestorOf(TaskNode other) {
        TaskNode at = other.parent;
        while (at != null && at != this) {
            at = at.parent;
        }
        return at == this;
    }

    boolean leadsSession() {
        return session == pid();
    }
}
