// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.model.Task;

/**
 * Tasks as trees: threads under the leader of their group, groups under that of their parent. Every task
 * appears once, whatever a broken image says of parents. Without recursion, since chains may be long.
 */
final class TaskForest {
    private static final int DEEPEST = 24;

    private final List<Task> tasks;
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Map<Integer, Integer> leaders = new HashMap<>();
    private final boolean[] placed;
    private final List<Row> rows = new ArrayList<>();

    /** A task and the lines drawn in front of it. */
    record Row(Task task, String lines) {}

    /** The characters that trees are drawn with. */
    enum Lines {
        UNICODE("├─ ", "└─ ", "│  "),
        ASCII("|- ", "`- ", "|  ");

        private final String branch;
        private final String last;
        private final String through;

        Lines(String branch, String last, String through) {
            this.branch = branch;
            this.last = last;
            this.through = through;
        }
    }

    /** What is still to be drawn. */
    private record Node(int task, String above, String own) {}

    private TaskForest(List<Task> tasks) {
        this.tasks = tasks;
        this.placed = new boolean[tasks.size()];
    }

    /** All tasks in the order in which to draw them. */
    static List<Row> rows(List<Task> tasks, Lines lines) {
        TaskForest forest = new TaskForest(tasks);
        List<Integer> roots = forest.plant();
        roots.forEach(root -> forest.draw(root, lines));
        for (int task = 0; task < tasks.size(); task++) {
            forest.draw(task, lines);
        }
        return forest.rows;
    }

    private List<Integer> plant() {
        for (int i = 0; i < tasks.size(); i++) {
            if (!tasks.get(i).thread()) {
                leaders.putIfAbsent(tasks.get(i).ids().pid(), i);
            }
        }
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task.Ids ids = tasks.get(i).ids();
            Integer parent = leaders.get(tasks.get(i).thread() ? ids.tgid() : ids.ppid());
            if (parent == null || parent == i) {
                roots.add(i);
            } else {
                children.computeIfAbsent(parent, key -> new ArrayList<>()).add(i);
            }
        }
        return roots;
    }

    private void draw(int root, Lines lines) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(root, "", ""));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (placed[node.task()]) {
                continue;
            }
            placed[node.task()] = true;
            rows.add(new Row(tasks.get(node.task()), node.above() + node.own()));
            String above = node.above() + inner(node.own(), lines);
            if (above.length() > DEEPEST * lines.branch.length()) {
                above = node.above();
            }
            List<Integer> below = children.getOrDefault(node.task(), List.of());
            for (int i = below.size() - 1; i >= 0; i--) {
                open.push(new Node(below.get(i), above, i == below.size() - 1 ? lines.last : lines.branch));
            }
        }
    }

    private static String inner(String own, Lines lines) {
        if (own.isEmpty()) {
            return "";
        }
        return own.equals(lines.last) ? " ".repeat(lines.last.length()) : lines.through;
    }
}
