// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A map like any other. */
class LongIntMapTest {
    @Test
    void answersAsAHashMap() {
        Random random = new Random(5);
        LongIntMap map = new LongIntMap();
        Map<Long, Integer> wanted = new HashMap<>();
        assertEquals(-7, map.get(0, -7));
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(5000) - 2500L;
            map.put(key, i);
            wanted.put(key, i);
        }
        assertEquals(wanted.size(), map.size());
        wanted.forEach((key, value) -> assertEquals(value, map.get(key, -1)));
        assertEquals(-1, map.get(Long.MIN_VALUE, -1));
    }
}
