// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All tasks at one look, in the order of an image: a task, its children with all of theirs, then the
 * next thread.
 */
record Snapshot(List<ThreadFacts> tasks) {
    Snapshot {
        tasks = List.copyOf(tasks);
    }

    /** Tasks that may change at any moment. */
    List<ThreadFacts> running() {
        return tasks.stream().filter(task -> task.stat().running()).toList();
    }

    /** Tasks that are not as they were. */
    List<ThreadFacts> changedSince(Snapshot before) {
        Map<Integer, ThreadFacts> known = new HashMap<>();
        before.tasks.forEach(task -> known.put(task.tid(), task));
        return tasks.stream().filter(task -> !task.equals(known.get(task.tid()))).toList();
    }
}
