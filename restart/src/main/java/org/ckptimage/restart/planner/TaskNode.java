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

    TaskNode(Task task) {
        this.task = task;
    }

    int pid() {
        return task.ids().pid();
    }

    boolean leadsSession() {
        return session == pid();
    }
}
