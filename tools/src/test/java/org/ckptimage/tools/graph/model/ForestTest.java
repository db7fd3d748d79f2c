// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parents first, everyone once. */
final class ForestTest {
    @Test
    void childrenStandBelowTheirParents() {
        Forest forest = Forest.of(new int[] {-1, 3, -1, 0, 0, 1});
        assertArrayEquals(new int[] {0, 3, 1, 5, 4, 2}, forest.order());
        assertArrayEquals(new int[] {0, 2, 0, 1, 1, 3}, IntStream.range(0, 6).map(forest::depth).toArray());
    }

    @Test
    void circlesAreCut() {
        Forest forest = Forest.of(new int[] {2, 0, 1, 3, 3});
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, forest.order());
        assertEquals(0, forest.depth(0));
        assertEquals(2, forest.depth(2));
        assertEquals(0, forest.depth(3));
        assertEquals(1, forest.depth(4));
    }

    @Test
    void longChains() {
        int[] parents = new int[1_000_000];
        Arrays.setAll(parents, i -> i - 1);
        assertEquals(parents.length - 1, Forest.of(parents).depth(parents.length - 1));
    }

    @Test
    void anyParents() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            int n = 1 + random.nextInt(12);
            int[] parents = random.ints(n, -1, n).toArray();
            Forest forest = Forest.of(parents);
            assertArrayEquals(IntStream.range(0, n).toArray(),
                    Arrays.stream(forest.order()).sorted().toArray());
            int[] place = new int[n];
            for (int i = 0; i < n; i++) {
                place[forest.order()[i]] = i;
            }
            for (int i = 0; i < n; i++) {
                boolean root = forest.depth(i) == 0;
                assertTrue(root || forest.depth(i) == forest.depth(parents[i]) + 1, Arrays.toString(parents));
                assertTrue(root || place[parents[i]] < place[i], Arrays.toString(parents));
                assertTrue(parents[i] >= 0 || root, Arrays.toString(parents));
            }
        }
    }
}
