// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.ckptimage.formats.ObjType;
import org.junit.jupiter.api.Test;

/** Which objrefs a conversion may take. */
class UsedIdsTest {
    private static UsedIds with(int... taken) {
        UsedIds ids = new UsedIds();
        for (int id : taken) {
            ids.note(id);
            ids.note(id);
        }
        return ids;
    }

    @Test
    void singleIdsFillTheGapsFromBelow() {
        UsedIds ids = with(5, 2, 1, 9, 0, -1);
        assertEquals(3, ids.take());
        assertEquals(4, ids.take());
        assertEquals(6, ids.take());
    }

    @Test
    void aRunIsTheLowestGapThatIsWideEnough() {
        UsedIds ids = with(3, 4, 8, 20);
        assertEquals(OptionalInt.of(9), ids.run(5));
        assertEquals(1, ids.take());
        assertEquals(2, ids.take());
        assertEquals(5, ids.take());
        assertEquals(6, ids.take());
        assertEquals(7, ids.take());
        assertEquals(14, ids.take());
    }

    @Test
    void aRunAtTheStartIsNotGivenTwice() {
        UsedIds ids = with(4);
        assertEquals(OptionalInt.of(1), ids.run(3));
        assertEquals(5, ids.take());
    }

    @Test
    void thereMayBeNoRun() {
        UsedIds ids = new UsedIds();
        int step = 1 << 24;
        for (long id = step; id <= Integer.MAX_VALUE; id += step) {
            ids.note((int) id);
        }
        assertEquals(OptionalInt.of(1), ids.run(step - 1));
        assertEquals(OptionalInt.empty(), ids.run(step));
    }

    @Test
    void objectsHaveOneType() {
        UsedIds ids = new UsedIds();
        assertTrue(ids.define(7, ObjType.CRED));
        assertFalse(ids.define(7, ObjType.USER));
        assertTrue(ids.isDefined(7, ObjType.CRED));
        assertFalse(ids.isDefined(7, ObjType.USER));
        assertFalse(ids.isDefined(0, ObjType.USER));
        assertEquals(1, ids.take());
    }
}
