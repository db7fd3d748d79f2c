// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.tools.graph.model.Edge;
import org.ckptimage.tools.graph.model.EdgeKind;
import org.ckptimage.tools.graph.model.Forest;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.graph.model.NodeKind;
import org.ckptimage.tools.graph.model.ObjectGraph;

/** The nodes of a graph in columns: tasks, creds, what creds refer to, user namespaces. */
final class Columns {
    static final int COUNT = 4;

    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<List<Integer>> neighbours = new ArrayList<>();
    private final int[][] rows = new int[COUNT][];
    private final Forest tasks;

    Columns(ObjectGraph graph) {
        nodes = graph.nodes();
        for (Node node : nodes) {
            numbers.put(node.id(), numbers.size());
            neighbours.add(new ArrayList<>());
        }
        int[] parents = new int[nodes.size()];
        Arrays.fill(parents, -1);
        for (Edge edge : graph.edges()) {
            int from = numbers.get(edge.from());
            int to = numbers.get(edge.to());
            if (edge.kind() == EdgeKind.PARENT) {
                parents[from] = to;
            } else {
                neighbours.get(from).add(to);
                neighbours.get(to).add(from);
            }
        }
        tasks = Forest.of(parents);
        for (int column = 0; column < COUNT; column++) {
            int in = column;
            rows[column] = Arrays.stream(tasks.order()).filter(node -> of(node) == in).toArray();
        }
    }

    static int of(NodeKind kind) {
        return switch (kind) {
            case TASK -> 0;
            case CRED -> 1;
            case GROUPINFO, USER -> 2;
            case USER_NS -> 3;
        };
    }

    int of(int node) {
        return of(nodes.get(node).kind());
    }

    Node node(int number) {
        return nodes.get(number);
    }

    int size() {
        return nodes.size();
    }

    int number(String id) {
        return numbers.get(id);
    }

    /** Nodes of the other columns that an edge joins it with, parents aside. */
    List<Integer> neighbours(int node) {
        return neighbours.get(node);
    }

    /** How far below the root of its tree a task is. */
    int depth(int node) {
        return tasks.depth(node);
    }

    /** The nodes of a column from top to bottom; tasks in the order of their trees. */
    int[] rows(int column) {
        return rows[column];
    }
}
