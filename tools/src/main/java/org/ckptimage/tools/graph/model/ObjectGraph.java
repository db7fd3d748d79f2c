// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.model.Image;

/**
 * Tasks and credentials of an image and how they refer to each other. Same image, same graph.
 *
 * @param nodes by kind, and within a kind in the order of the stream; ids differ
 * @param edges each once; both ends are in {@code nodes}
 * @param notes what the graph does not show one by one, in sentences
 */
public record ObjectGraph(List<Node> nodes, List<Edge> edges, List<String> notes) {
    public ObjectGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        notes = List.copyOf(notes);
    }

    /** The graph of an image, in time and memory that are linear in its tasks and credentials. */
    public static ObjectGraph of(Image image, GraphLimits limits) {
        return new GraphBuilder(image, limits).build();
    }

    /** The nodes of a kind. */
    public List<Node> nodes(NodeKind kind) {
        return nodes.stream().filter(node -> node.kind() == kind).toList();
    }

    /** The nodes by the id of their user namespace; those of none that is drawn under the empty text. */
    public Map<String, List<Node>> bySpace() {
        Map<String, List<Node>> spaces = new LinkedHashMap<>();
        spaces.put("", new ArrayList<>());
        nodes(NodeKind.USER_NS).forEach(space -> spaces.put(space.id(), new ArrayList<>()));
        for (Node node : nodes) {
            spaces.get(node.space().filter(spaces::containsKey).orElse("")).add(node);
        }
        spaces.values().removeIf(List::isEmpty);
        return spaces;
    }
}
