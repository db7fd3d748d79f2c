// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.restart.capture.proc.ProcFs;

/**
 * Numbers of tasks in the pid namespace of the root task. What is outside of the tree is 0, as the
 * kernel has it for processes that it cannot number: after a restart other processes stand there.
 */
final class PidNumbers {
    private final ProcFs proc;
    private final ThreadFacts root;
    private final int depth;
    private final Map<Integer, ThreadFacts> leaders = new HashMap<>();

    PidNumbers(Snapshot snapshot, ProcFs proc) {
        this.proc = proc;
        this.root = snapshot.tasks().get(0);
        this.depth = root.status().pids().pid().size() - 1;
        snapshot.tasks().stream().filter(ThreadFacts::leads).forEach(task -> leaders.put(task.tid(), task));
    }

    int pid(ThreadFacts task) {
        return at(task.status().pids().pid());
    }

    /** Numbers in the pid namespaces below. */
    int[] nested(ThreadFacts task) {
        List<Integer> all = task.status().pids().pid();
        return all.subList(depth + 1, all.size()).stream().mapToInt(Integer::intValue).toArray();
    }

    int parent(ThreadFacts task) {
        ThreadFacts parent = leaders.get(task.stat().ppid());
        return parent == null || task.tid() == root.tid() ? 0 : pid(parent);
    }

    int group(ThreadFacts task) {
        return leader(task.status().pids().pgid(), root.status().pids().pgid());
    }

    int session(ThreadFacts task) {
        return leader(task.status().pids().sid(), root.status().pids().sid());
    }

    private int at(List<Integer> numbers) {
        return numbers.size() > depth ? numbers.get(depth) : 0;
    }

    /** A leader that is in the tree, or that has ended and is not that of the root task. */
    private int leader(List<Integer> numbers, List<Integer> ofRoot) {
        int number = numbers.get(0);
        boolean outside = !leaders.containsKey(number)
                && (number == ofRoot.get(0) || number == 0 || proc.exists(number));
        return outside ? 0 : at(numbers);
    }
}
