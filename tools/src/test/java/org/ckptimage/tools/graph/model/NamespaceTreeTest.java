// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ckptimage.codec.model.User;
import org.junit.jupiter.api.Test;

/** Who made a user namespace, and who lives there. */
final class NamespaceTreeTest {
    private static List<String> outline(Sketch sketch) {
        return NamespaceTree.of(sketch.image()).stream()
                .map(space -> " ".repeat(space.depth()) + space.space().objref()).toList();
    }

    @Test
    void eachStandsBelowThatOfItsCreator() {
        Sketch sketch = Sketch.withRoot().user(5, 1000, 1).space(6, 5).user(7, 0, 6).space(8, 7).space(9, 2)
                .cred(10, 0, 0, 7).task(1, 0, "init", 4).task(2, 1, "deep", 10);
        assertEquals(List.of("1", " 6", "  8", " 9"), outline(sketch));
        NamespaceTree.Space made = NamespaceTree.of(sketch.image()).get(1);
        assertEquals(1000, made.creator().orElseThrow().uid());
        assertEquals(List.of(7), made.users().stream().map(User::objref).toList());
        assertEquals("deep", made.tasks().get(0).comm());
        assertEquals(1, made.tasks().size());
    }

    @Test
    void circlesAndMissingCreatorsAreRoots() {
        Sketch sketch = new Sketch().space(1, 4).user(2, 0, 1).space(3, 2).user(4, 0, 3).space(5, 99);
        assertEquals(List.of("5", "1", " 3"), outline(sketch));
        assertTrue(NamespaceTree.of(sketch.image()).get(0).creator().isEmpty());
    }
}
