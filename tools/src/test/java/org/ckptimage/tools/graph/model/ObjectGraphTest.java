// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a node, what is an edge, and what becomes of images that are too large or broken. */
final class ObjectGraphTest {
    private static void sound(ObjectGraph graph) {
        Set<String> ids = new HashSet<>();
        Set<String> anchors = new HashSet<>();
        for (Node node : graph.nodes()) {
            assertTrue(ids.add(node.id()), () -> "twice " + node.id());
            assertTrue(anchors.add(node.anchor()), () -> "twice " + node.anchor());
            assertTrue(node.id().matches("[a-z_0-9 :-]+"), node.id());
        }
        Set<Edge> edges = new HashSet<>();
        for (Edge edge : graph.edges()) {
            assertTrue(ids.contains(edge.from()) && ids.contains(edge.to()), edge::toString);
            assertTrue(edges.add(edge), () -> "twice " + edge);
        }
    }

    private static Node node(ObjectGraph graph, String id) {
        return graph.nodes().stream().filter(node -> node.id().equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("no node " + id));
    }

    private static List<String> ids(ObjectGraph graph, NodeKind kind) {
        return graph.nodes(kind).stream().map(Node::id).toList();
    }

    private static boolean has(ObjectGraph graph, String from, EdgeKind kind, String to) {
        return graph.edges().contains(new Edge(from, to, kind));
    }

    @Test
    void everyReferenceIsAnEdge() {
        ObjectGraph graph = Sketch.withRoot().user(5, 1000, 1).space(6, 5).user(7, 0, 6).cred(8, 0, 0, 7)
                .task(1, 0, "init", 4).task(2, 1, "deep", OptionalInt.of(8), OptionalInt.of(4))
                .thread(3, 2, 8)
                .task(9, 1, "gone", OptionalInt.empty(), OptionalInt.empty()).graph(200, 300);
        sound(graph);
        assertEquals(List.of("task 1", "task 2", "task 3", "task 9"), ids(graph, NodeKind.TASK));
        assertEquals(List.of(), graph.notes());
        assertTrue(has(graph, "task 1", EdgeKind.CRED_REF, "cred:4"));
        assertFalse(has(graph, "task 1", EdgeKind.ECRED_REF, "cred:4"));
        assertTrue(has(graph, "task 2", EdgeKind.CRED_REF, "cred:8"));
        assertTrue(has(graph, "task 2", EdgeKind.ECRED_REF, "cred:4"));
        assertTrue(has(graph, "task 2", EdgeKind.PARENT, "task 1"));
        assertTrue(has(graph, "task 3", EdgeKind.PARENT, "task 2"));
        assertTrue(has(graph, "cred:8", EdgeKind.GROUPINFO_REF, "groupinfo:3"));
        assertTrue(has(graph, "cred:8", EdgeKind.USER_REF, "user:7"));
        assertTrue(has(graph, "user:7", EdgeKind.USERNS_REF, "user_ns:6"));
        assertTrue(has(graph, "user_ns:6", EdgeKind.CREATOR_REF, "user:5"));
        assertEquals(15, graph.edges().size());
        assertEquals("user_ns:6", node(graph, "task 2").space().orElseThrow());
    }

    @Test
    void whoActsWithPowerStandsOut() {
        ObjectGraph graph = Sketch.withRoot().user(5, 33, 1).cred(6, 33, 0, 5).cred(7, 33, 1 << 10, 5)
                .task(1, 0, "init", 4).task(2, 1, "web", 6)
                .task(3, 1, "bind", OptionalInt.of(6), OptionalInt.of(7)).graph(200, 300);
        assertEquals(List.of(Emphasis.EFFECTIVE_CAPS, Emphasis.UID_0), node(graph, "task 1").emphasis());
        assertEquals(List.of(), node(graph, "task 2").emphasis());
        assertEquals(List.of(Emphasis.EFFECTIVE_CAPS), node(graph, "task 3").emphasis());
        assertEquals(List.of(Emphasis.EFFECTIVE_CAPS), node(graph, "cred:7").emphasis());
        assertEquals(List.of("cred:7", "uid 33, gid 33", "cap_e cap_net_bind_service"),
                node(graph, "cred:7").lines());
    }

    @Test
    void whatIsNotThereIsDrawnAsMissing() {
        ObjectGraph graph = Sketch.withRoot().cred(5, 7, 0, 99).user(6, 7, -4).space(7, 98)
                .task(1, 0, "lost", 77).graph(200, 300);
        sound(graph);
        for (String id : List.of("cred:77", "user:99", "user:98", "user_ns:-4")) {
            assertTrue(node(graph, id).missing(), id);
            assertEquals(List.of(id, "not in the image"), node(graph, id).lines());
        }
        assertFalse(node(graph, "cred:5").missing());
    }

    @Test
    void objectsAndTasksThatAreThereTwiceKeepTheirReferences() {
        ObjectGraph graph = Sketch.withRoot().user(5, 9, 1).cred(4, 9, 0, 5).task(1, 0, "a", 4)
                .task(1, 0, "b", 4).graph(200, 300);
        sound(graph);
        assertEquals(List.of("cred:4", "cred:4 at 0x160"), ids(graph, NodeKind.CRED));
        assertTrue(has(graph, "cred:4 at 0x160", EdgeKind.USER_REF, "user:5"));
        assertFalse(has(graph, "cred:4", EdgeKind.USER_REF, "user:5"));
        assertEquals(List.of("task 1", "task 1 at 0x180"), ids(graph, NodeKind.TASK));
    }

    @Test
    void tasksOfOneParentWithTheSameCredsBecomeOneNode() {
        Sketch sketch = Sketch.withRoot().user(5, 33, 1).cred(6, 33, 0, 5).task(1, 0, "init", 4)
                .task(2, 1, "nginx", 4);
        for (int i = 0; i < 64; i++) {
            sketch.task(100 + i, 2, "nginx", 6);
        }
        sketch.task(300, 1, "sh", 6).task(301, 1, "a", 6).task(302, 1, "b", 6).task(303, 1, "c", 6);
        ObjectGraph graph = sketch.graph(10, 300);
        sound(graph);
        assertEquals(List.of("task 1", "task 2", "task 100 x 64", "task 300 x 4"), ids(graph, NodeKind.TASK));
        Node group = node(graph, "task 100 x 64");
        assertEquals(64, group.count());
        assertEquals(List.of("nginx x 64", "tasks 100, 101, 102 and 61 more"), group.lines());
        assertEquals(List.of("4 tasks", "sh, a, b and more", "tasks 300, 301, 302 and 1 more"),
                node(graph, "task 300 x 4").lines());
        assertTrue(has(graph, "task 100 x 64", EdgeKind.PARENT, "task 2"));
        assertTrue(has(graph, "task 100 x 64", EdgeKind.CRED_REF, "cred:6"));
        assertEquals(List.of("70 tasks in 4 groups: a node is the tasks of one parent with the same creds."),
                graph.notes());
        assertEquals(70, sketch.graph(70, 300).nodes(NodeKind.TASK).size());
    }

    @Test
    void longChainsOfParentsAreGroupedByCreds() {
        Sketch sketch = Sketch.withRoot().user(5, 33, 1).cred(6, 33, 0, 5);
        for (int pid = 1; pid <= 60; pid++) {
            sketch.task(pid, pid - 1, "t", pid % 2 == 0 ? 4 : 6);
        }
        ObjectGraph graph = sketch.graph(10, 300);
        sound(graph);
        assertEquals(List.of("task 1 x 30", "task 2 x 30"), ids(graph, NodeKind.TASK));
        assertTrue(graph.edges().stream().noneMatch(edge -> edge.kind() == EdgeKind.PARENT));
        assertTrue(graph.notes().get(0).contains("parents are left out"), graph.notes().toString());
    }

    @Test
    void whatFindsNoRoomIsOneNode() {
        Sketch sketch = Sketch.withRoot();
        for (int i = 0; i < 20; i++) {
            sketch.user(100 + i, i, 1).cred(200 + i, i, i == 19 ? 1 : 0, 100 + i)
                    .task(i + 1, 0, "t", 200 + i);
        }
        ObjectGraph graph = sketch.graph(5, 8);
        sound(graph);
        assertEquals(List.of("task 1", "task 2", "task 3", "task 4", "more task"), ids(graph, NodeKind.TASK));
        assertEquals(16, node(graph, "more task").count());
        assertEquals(9, graph.nodes(NodeKind.CRED).size());
        Node rest = node(graph, "more cred");
        assertEquals(13, rest.count());
        assertEquals(List.of("13 more creds"), rest.lines());
        assertEquals(List.of(Emphasis.EFFECTIVE_CAPS), rest.emphasis(), "power is not hidden in the rest");
        assertEquals(List.of(Emphasis.EFFECTIVE_CAPS), node(graph, "more task").emphasis());
        assertTrue(has(graph, "more task", EdgeKind.CRED_REF, "more cred"));
        assertTrue(graph.notes().contains(
                "21 creds are named, of which 8 are drawn one by one and the rest as one."), () ->
                graph.notes().toString());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void hugeImagesAreDrawnSmall(boolean chain) {
        Sketch sketch = Sketch.withRoot();
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            int objref = 10 + i * 4;
            if (chain) {
                sketch.space(objref, i == 0 ? 2 : objref - 3).user(objref + 1, i, objref)
                        .cred(objref + 2, i, 0, objref + 1);
            }
            sketch.task(i + 1, i, "t" + i, objref + 2);
        }
        ObjectGraph graph = ObjectGraph.of(sketch.image(), GraphLimits.standard());
        sound(graph);
        assertEquals(200, graph.nodes(NodeKind.TASK).size());
        assertEquals(301, graph.nodes(NodeKind.CRED).size());
        assertTrue(graph.edges().size() < 3000, () -> "edges " + graph.edges().size());
    }

    @Test
    void anyReferencesAtAll() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Sketch sketch = new Sketch();
            for (int i = random.nextInt(12); i > 0; i--) {
                sketch.space(random.nextInt(6) - 1, random.nextInt(6) - 1)
                        .user(random.nextInt(6) - 1, random.nextInt(3), random.nextInt(6) - 1)
                        .cred(random.nextInt(6) - 1, random.nextInt(3), random.nextInt(2),
                                random.nextInt(6) - 1)
                        .task(random.nextInt(5), random.nextInt(5), "", random.nextInt(6) - 1)
                        .thread(random.nextInt(5), random.nextInt(5), random.nextInt(6) - 1);
            }
            ObjectGraph graph = sketch.graph(1 + random.nextInt(9), 1 + random.nextInt(9));
            sound(graph);
            assertEquals(sketch.image().tasks().size(),
                    graph.nodes(NodeKind.TASK).stream().mapToInt(Node::count).sum(), "round " + round);
        }
    }

    @Test
    void theSameImageMakesTheSameGraph() {
        Sketch sketch = Sketch.withRoot().task(1, 0, "a", 4).task(2, 1, "b", 9);
        assertEquals(sketch.graph(5, 5), sketch.graph(5, 5));
    }
}
