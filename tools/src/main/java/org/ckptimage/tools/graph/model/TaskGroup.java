// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.model.Task;

/** Tasks that are one node; keeps only what its label needs. */
final class TaskGroup {
    static final int MOST_NAMES = 3;

    private final List<Integer> pids = new ArrayList<>();
    private final Set<String> comms = new LinkedHashSet<>();
    private Task first;
    private int firstNumber;
    private int count;

    void add(Task task, int number) {
        if (count++ == 0) {
            first = task;
            firstNumber = number;
        }
        if (pids.size() < MOST_NAMES) {
            pids.add(task.ids().pid());
        }
        // one more than is shown, to tell that there are more
        if (comms.size() <= MOST_NAMES) {
            comms.add(task.comm());
        }
    }

    Task first() {
        return first;
    }

    int firstNumber() {
        return firstNumber;
    }

    int count() {
        return count;
    }

    List<Integer> pids() {
        return pids;
    }

    List<String> comms() {
        return List.copyOf(comms);
    }
}
