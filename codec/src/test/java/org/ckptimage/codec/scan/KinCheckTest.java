// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees of tasks 1, 2, 3 and 4, of which 1 is the first; others are processes unless it says so. */
class KinCheckTest {
    private static TaskTree tree(int[] parents, int[] leaders) {
        TaskTree tree = new TaskTree();
        for (int i = 0; i < parents.length; i++) {
            tree.add(new int[] {i + 1, parents[i], leaders[i], 1, 1});
        }
        return tree;
    }

    @ParameterizedTest
    @CsvSource({"0 1 1 1, none", "0 1 2 3, none", "9 3 3 2, 3", "0 2 1 1, 2", "0 3 4 2, 2", "4 1 1 1, none",
        "1 1 1 3, none", "0 1 4 3, 3", "0 -4096 -1 0, none"})
    void nobodyIsHisOwnAncestor(String parents, String found) {
        int[] given = Arrays.stream(parents.split(" ")).mapToInt(Integer::parseInt).toArray();
        boolean[] circles = new KinCheck(tree(given, new int[] {1, 2, 3, 4})).circles();
        boolean[] wanted = new boolean[circles.length];
        if (!found.equals("none")) {
            wanted[Integer.parseInt(found) - 1] = true;
        }
        assertArrayEquals(wanted, circles);
    }

    @Test
    void threadsAreOfProcesses() {
        KinCheck kin = new KinCheck(tree(new int[] {0, 1, 1, 1}, new int[] {1, 2, 2, 3}));
        assertEquals("false false false true", kin.leaderIsThread(0) + " " + kin.leaderIsThread(1) + " "
                + kin.leaderIsThread(2) + " " + kin.leaderIsThread(3));
    }
}
