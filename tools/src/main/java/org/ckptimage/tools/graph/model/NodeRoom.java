// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers the nodes of objects: of each kind a limited number, and one for those that find no room. */
final class NodeRoom {
    private final int most;
    private final Set<String> taken = new HashSet<>();
    private final Map<NodeKind, Shelf> shelves = new EnumMap<>(NodeKind.class);

    /** The nodes of one kind. */
    private static final class Shelf {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<Integer, String> ids = new HashMap<>();
        private final Set<Emphasis> restEmphasis = EnumSet.noneOf(Emphasis.class);
        private int rest;
    }

    NodeRoom(int most) {
        this.most = most;
        for (NodeKind kind : NodeKind.values()) {
            shelves.put(kind, new Shelf());
        }
    }

    /** Takes an object; where a broken image defines two of one objref, references lead to the first. */
    String define(int objref, long offset, Node node) {
        String id = add(node, offset);
        shelves.get(node.kind()).ids.putIfAbsent(objref, id);
        return id;
    }

    /** Takes a node; returns the id under which it is drawn. */
    String add(Node node, long offset) {
        Shelf shelf = shelves.get(node.kind());
        if (node.kind() != NodeKind.TASK && shelf.nodes.size() >= most) {
            shelf.rest++;
            shelf.restEmphasis.addAll(node.emphasis());
            return restId(node.kind());
        }
        Node named = taken.add(node.id()) ? node
                : node.withId(node.id() + " at 0x" + Long.toHexString(offset));
        taken.add(named.id());
        shelf.nodes.add(named);
        return named.id();
    }

    /** Id of the node for an object; if there is no such object, of a node that says so. */
    String find(NodeKind kind, int objref) {
        Map<Integer, String> ids = shelves.get(kind).ids;
        if (!ids.containsKey(objref)) {
            String id = kind.name(objref);
            define(objref, 0, new Node(kind, id, NodeText.missing(id), List.of(Emphasis.MISSING), 1,
                    Optional.empty()));
        }
        return ids.get(objref);
    }

    private static String restId(NodeKind kind) {
        return "more " + kind.word();
    }

    /** How many of a kind found no room. */
    int rest(NodeKind kind) {
        return shelves.get(kind).rest;
    }

    /** How many of a kind are drawn. */
    int drawn(NodeKind kind) {
        return shelves.get(kind).nodes.size();
    }

    List<Node> nodes() {
        List<Node> all = new ArrayList<>();
        shelves.forEach((kind, shelf) -> {
            all.addAll(shelf.nodes);
            if (shelf.rest > 0) {
                all.add(new Node(kind, restId(kind), NodeText.rest(kind, shelf.rest),
                        List.copyOf(shelf.restEmphasis), shelf.rest, Optional.empty()));
            }
        });
        return all;
    }
}
