// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.ckptimage.formats.ObjType;
import org.junit.jupiter.api.Test;

class ObjrefTableTest {
    private final ObjrefTable table = new ObjrefTable();

    @Test
    void idsInARow() {
        for (int id = 1; id <= 100_000; id++) {
            assertTrue(table.define(id, id % 2 == 0 ? ObjType.CRED : ObjType.FILE));
        }
        assertEquals(100_000, table.size());
        assertEquals(ObjType.FILE, table.typeOf(99_999));
        assertEquals(ObjType.CRED, table.typeOf(100_000));
        assertNull(table.typeOf(100_001));
        assertNull(table.typeOf(0));
    }

    @Test
    void anIdIsDefinedOnce() {
        assertTrue(table.define(5, ObjType.USER));
        assertFalse(table.define(5, ObjType.CRED));
        assertEquals(ObjType.USER, table.typeOf(5));
        assertEquals(1, table.size());
        assertTrue(table.define(Integer.MAX_VALUE, ObjType.MM));
        assertFalse(table.define(Integer.MAX_VALUE, ObjType.FS));
        assertEquals(ObjType.MM, table.typeOf(Integer.MAX_VALUE));
    }

    @Test
    void referencesAreRemembered() {
        table.define(7, ObjType.CRED);
        table.define(2_000_000_000, ObjType.CRED);
        assertFalse(table.referenced(7));
        table.refer(7);
        table.refer(2_000_000_000);
        table.refer(8);
        assertTrue(table.referenced(7));
        assertTrue(table.referenced(2_000_000_000));
        assertFalse(table.referenced(8));
        assertEquals(ObjType.CRED, table.typeOf(7));
        assertEquals(2, table.size());
    }

    @Test
    void farAndNegativeIdsAreUnknown() {
        table.define(1, ObjType.NS);
        assertNull(table.typeOf(-1));
        assertNull(table.typeOf(Integer.MIN_VALUE));
        assertNull(table.typeOf(Integer.MAX_VALUE));
    }

    @Test
    void allTypesAreKept() {
        int id = 1;
        for (ObjType type : ObjType.values()) {
            table.define(id++, type);
        }
        id = 1;
        for (ObjType type : ObjType.values()) {
            table.refer(id);
            assertEquals(type, table.typeOf(id++));
        }
    }

    @Test
    void aMixOfNearAndFarIds() {
        long seed = 20090520;
        Random random = new Random(seed);
        Map<Integer, ObjType> expected = new HashMap<>();
        ObjType[] types = ObjType.values();
        for (int i = 0; i < 200_000; i++) {
            int id = 1 + random.nextInt(random.nextBoolean() ? 300_000 : Integer.MAX_VALUE - 1);
            ObjType type = types[random.nextInt(types.length)];
            assertEquals(expected.putIfAbsent(id, type) == null, table.define(id, type), "seed " + seed);
        }
        expected.forEach((id, type) -> assertEquals(type, table.typeOf(id), "seed " + seed + " id " + id));
        assertEquals(expected.size(), table.size());
    }
}
