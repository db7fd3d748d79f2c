// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import java.util.Arrays;
import org.ckptimage.formats.ObjType;

/**
 * Objects read so far: objref to type, and whether anything refers to it. Holds one byte for each object
 * while the ids are dense, as kernels write them, and nine for an id far out of line, so it costs little
 * whatever an image says.
 */
public final class ObjrefTable {
    private static final ObjType[] TYPES = ObjType.values();
    private static final int REFERENCED = 0x80;
    private static final int SLACK = 1 << 16;

    private byte[] dense = new byte[1 << 10];
    private final IntByteMap sparse = new IntByteMap();
    private int size;

    /** Number of objects. */
    public int size() {
        return size;
    }

    /** The type of an object; null if there is no such object. */
    public ObjType typeOf(int objref) {
        int entry = entry(objref);
        return entry == 0 ? null : TYPES[(entry & ~REFERENCED) - 1];
    }

    /** True if something refers to the object. */
    public boolean referenced(int objref) {
        return (entry(objref) & REFERENCED) != 0;
    }

    /**
     * Adds an object.
     *
     * @param objref positive id
     * @return false if the id is taken; nothing changes then
     */
    public boolean define(int objref, ObjType type) {
        if (entry(objref) != 0) {
            return false;
        }
        size++;
        set(objref, (byte) (type.ordinal() + 1));
        return true;
    }

    /** Notes that something refers to an object; no effect on an id that is not defined. */
    public void refer(int objref) {
        int entry = entry(objref);
        if (entry != 0 && (entry & REFERENCED) == 0) {
            set(objref, (byte) (entry | REFERENCED));
        }
    }

    private int entry(int objref) {
        if (objref >= 0 && objref < dense.length && dense[objref] != 0) {
            return dense[objref] & 0xff;
        }
        return sparse.isEmpty() ? 0 : sparse.get(objref) & 0xff;
    }

    private void set(int objref, byte value) {
        if (sparse.isEmpty() || sparse.get(objref) == 0) {
            if (objref < 4L * size + SLACK) {
                grow(objref);
                dense[objref] = value;
                return;
            }
        }
        sparse.put(objref, value);
    }

    private void grow(int objref) {
        if (objref >= dense.length) {
            int wanted = Math.max(objref + 1, dense.length + dense.length / 2);
            dense = Arrays.copyOf(dense, wanted);
        }
    }
}
