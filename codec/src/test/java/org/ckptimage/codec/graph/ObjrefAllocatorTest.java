// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.graph.ObjrefAllocator.Sharing;
import org.ckptimage.formats.ObjType;
import org.junit.jupiter.api.Test;

class ObjrefAllocatorTest {
    private record Thing(int value) {}

    @Test
    void theFirstLookupGivesANewIdAndLaterOnesTheSame() {
        ObjrefAllocator objects = ObjrefAllocator.byIdentity();
        Thing thing = new Thing(1);
        ObjrefAllocator.Lookup first = objects.lookupAdd(ObjType.CRED, thing);
        ObjrefAllocator.Lookup again = objects.lookupAdd(ObjType.CRED, thing);
        assertTrue(first.first());
        assertFalse(again.first());
        assertEquals(1, first.objref());
        assertEquals(1, again.objref());
    }

    @Test
    void equalObjectsStayTwoByIdentity() {
        ObjrefAllocator objects = ObjrefAllocator.byIdentity();
        assertEquals(1, objects.lookupAdd(ObjType.CRED, new Thing(1)).objref());
        assertEquals(2, objects.lookupAdd(ObjType.CRED, new Thing(1)).objref());
    }

    @Test
    void equalObjectsBecomeOneByEquality() {
        ObjrefAllocator objects = new ObjrefAllocator(Sharing.EQUAL, LookupTrace.NONE);
        assertEquals(1, objects.lookupAdd(ObjType.CRED, new Thing(1)).objref());
        assertFalse(objects.lookupAdd(ObjType.CRED, new Thing(1)).first());
        assertEquals(2, objects.lookupAdd(ObjType.CRED, new Thing(2)).objref());
    }

    @Test
    void aPlainLookupAddsNothing() {
        ObjrefAllocator objects = ObjrefAllocator.byIdentity();
        Thing thing = new Thing(1);
        assertEquals(0, objects.lookup(ObjType.MM, thing));
        assertTrue(objects.lookupAdd(ObjType.MM, thing).first());
        assertEquals(1, objects.lookup(ObjType.MM, thing));
    }

    @Test
    void reservedIdsAreNotGivenAgain() {
        ObjrefAllocator objects = ObjrefAllocator.byIdentity();
        assertEquals(1, objects.reserve());
        assertEquals(2, objects.lookupAdd(ObjType.FS, new Thing(1)).objref());
        assertEquals(3, objects.reserve());
    }

    @Test
    void everyLookupIsTraced() {
        List<String> trace = new ArrayList<>();
        ObjrefAllocator objects = new ObjrefAllocator(Sharing.IDENTICAL,
                (call, type, objref, first) -> trace.add(call + " " + type + " " + objref + " " + first));
        Thing thing = new Thing(1);
        objects.lookup(ObjType.USER, thing);
        objects.lookupAdd(ObjType.USER, thing);
        objects.lookupAdd(ObjType.USER, thing);
        objects.lookup(ObjType.USER, thing);
        assertEquals(List.of("OBJ_LOOKUP USER 0 false", "OBJ_LOOKUP_ADD USER 1 true",
                "OBJ_LOOKUP_ADD USER 1 false",
                "OBJ_LOOKUP USER 1 false"), trace);
    }
}
