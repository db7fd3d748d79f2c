// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.ckptimage.formats.ObjType;

/**
 * Objects written so far, and the objref of each: the writer's side of deduplication, as the kernel's object
 * hash.
 *
 * <p>Objects are told apart by identity, so two equal objects stay two; with {@link Sharing#EQUAL} equal ones
 * become one. Ids are positive, unique and given in order of first sight.
 */
public final class ObjrefAllocator {
    /** When two objects are the same. */
    public enum Sharing {
        /** If they are one object. */
        IDENTICAL,
        /** If they are equal. */
        EQUAL
    }

    /**
     * Answer of {@link #lookupAdd}.
     *
     * @param objref id of the object
     * @param first true if it was not known, so that its records have to be written now
     */
    public record Lookup(int objref, boolean first) {}

    private final Map<Object, Integer> objrefs;
    private final LookupTrace trace;
    private int last;

    public ObjrefAllocator(Sharing sharing, LookupTrace trace) {
        this.objrefs = sharing == Sharing.EQUAL ? new HashMap<>() : new IdentityHashMap<>();
        this.trace = trace;
    }

    /** Allocator that tells objects apart by identity and traces nothing. */
    public static ObjrefAllocator byIdentity() {
        return new ObjrefAllocator(Sharing.IDENTICAL, LookupTrace.NONE);
    }

    /** The kernel's {@code obj_lookup}: the objref of an object, or 0 if it was not seen; adds nothing. */
    public int lookup(ObjType type, Object object) {
        int objref = objrefs.getOrDefault(object, 0);
        trace.lookup(LookupTrace.Call.OBJ_LOOKUP, type, objref, false);
        return objref;
    }

    /** The kernel's {@code obj_lookup_add}: the objref of an object, a new one at first sight. */
    public Lookup lookupAdd(ObjType type, Object object) {
        Integer known = objrefs.get(object);
        int objref = known == null ? reserve() : known;
        if (known == null) {
            objrefs.put(object, objref);
        }
        trace.lookup(LookupTrace.Call.OBJ_LOOKUP_ADD, type, objref, known == null);
        return new Lookup(objref, known == null);
    }

    /** Takes an id for an object that is written inline, without OBJREF. */
    public int reserve() {
        return ++last;
    }
}
