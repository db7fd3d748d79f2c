// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.Objref;

/** Cursor over a OBJREF where it lies. Allocates nothing; offsets in {@link ObjrefCodec}. */
public final class ObjrefView {
    private final ByteOrderView order;
    private byte[] bytes = new byte[ObjrefCodec.LENGTH];
    private int base;

    ObjrefView(ByteOrderView order) {
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public ObjrefView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, ObjrefCodec.LENGTH, array.length);
        bytes = array;
        base = at;
        return this;
    }

    /** {@code objtype}. */
    public long objtype() {
        return order.u32(bytes, base + ObjrefCodec.OBJTYPE);
    }

    /** {@code objref}. */
    public int objref() {
        return order.i32(bytes, base + ObjrefCodec.OBJREF);
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public Objref record(int length) {
        Padding.require(ObjrefCodec.LENGTH, bytes, base, length);
        return new Objref(objtype(), objref(), ObjrefCodec.PADDING.read(bytes, base, length));
    }
}
