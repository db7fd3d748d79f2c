// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.ckptimage.codec.model.Task;

/** Tasks, gathered no more than it takes to draw them. */
final class TaskGroups {
    private static final int NONE = -1;

    private final List<Task> tasks;
    private final int[] parents;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<TaskGroup> groups = new ArrayList<>();
    private final int[] groupOf;
    private Grain grain = Grain.EACH;

    /** What is one node. */
    enum Grain {
        /** A task. */
        EACH,
        /** Tasks of one parent with the same creds. */
        PARENT_AND_CREDS,
        /** Tasks with the same creds. */
        CREDS,
        /** The same, and in the last group all tasks that found no room. */
        REST
    }

    private record Key(int parent, OptionalInt cred, OptionalInt ecred) {}

    private TaskGroups(List<Task> tasks) {
        this.tasks = tasks;
        this.parents = parents(tasks);
        this.groupOf = new int[tasks.size()];
    }

    /** At most {@code most} groups. */
    static TaskGroups of(List<Task> tasks, int most) {
        TaskGroups all = new TaskGroups(tasks);
        if (tasks.size() <= most) {
            all.number(task -> task);
        } else if (all.number(task -> all.key(task, all.parents[task])) <= most) {
            all.grain = Grain.PARENT_AND_CREDS;
        } else {
            boolean fits = all.number(task -> all.key(task, NONE)) <= most;
            all.grain = fits ? Grain.CREDS : Grain.REST;
        }
        all.gather(most);
        return all;
    }

    private Key key(int task, int parent) {
        return new Key(parent, tasks.get(task).credRef(), tasks.get(task).ecredRef());
    }

    private int number(IntFunction<Object> key) {
        numbers.clear();
        for (int task = 0; task < groupOf.length; task++) {
            groupOf[task] = numbers.computeIfAbsent(key.apply(task), other -> numbers.size());
        }
        return numbers.size();
    }

    private void gather(int most) {
        numbers.clear();
        for (int task = 0; task < groupOf.length; task++) {
            groupOf[task] = Math.min(groupOf[task], most - 1);
            if (groupOf[task] == groups.size()) {
                groups.add(new TaskGroup());
            }
            groups.get(groupOf[task]).add(tasks.get(task), task);
        }
    }

    private static int[] parents(List<Task> tasks) {
        Map<Integer, Integer> leaders = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (!tasks.get(i).thread()) {
                leaders.putIfAbsent(tasks.get(i).ids().pid(), i);
            }
        }
        int[] parents = new int[tasks.size()];
        for (int i = 0; i < parents.length; i++) {
            Task task = tasks.get(i);
            int parent = leaders.getOrDefault(task.thread() ? task.ids().tgid() : task.ids().ppid(), NONE);
            parents[i] = parent == i ? NONE : parent;
        }
        return parents;
    }

    Grain grain() {
        return grain;
    }

    List<TaskGroup> groups() {
        return groups;
    }

    /** Number of the group that a task is in. */
    int groupOf(int task) {
        return groupOf[task];
    }

    /** Group of the parent of a group; -1 for none, and where a group is of many parents. */
    int parent(int group) {
        if (grain == Grain.CREDS || grain == Grain.REST) {
            return NONE;
        }
        int parent = parents[groups.get(group).firstNumber()];
        return parent == NONE || groupOf[parent] == group ? NONE : groupOf[parent];
    }
}
