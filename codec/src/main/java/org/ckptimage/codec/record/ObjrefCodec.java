// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Objref;

/**
 * OBJREF ({@code ckpt_hdr_objref}): the same in every version, apart from the number of its type.
 *
 * <pre>
 * 8  objtype
 * 12 objref
 * </pre>
 */
public final class ObjrefCodec implements HotCodec<Objref> {
    /** {@code len} of the record in every version. */
    public static final int LENGTH = 16;

    static final int OBJTYPE = 8;
    static final int OBJREF = 12;
    static final Padding PADDING = new Padding(LENGTH);

    private final ByteOrderView order;
    private final int code;

    public ObjrefCodec(FormatVersion version, ByteOrderView order) {
        this.order = order;
        this.code = RecordType.OBJREF.code(version);
    }

    /** A new cursor. */
    public ObjrefView view() {
        return new ObjrefView(order);
    }

    @Override
    public int minLength() {
        return LENGTH;
    }

    @Override
    public int length(Objref record) {
        return PADDING.length(record.slack());
    }

    @Override
    public Objref decode(byte[] bytes, int base, int length) {
        Padding.require(LENGTH, bytes, base, length);
        return view().at(bytes, base).record(length);
    }

    @Override
    public int encode(Objref record, byte[] out, int at) {
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        PADDING.write(record.slack(), out, at);
        order.putI32(out, at + OBJTYPE, (int) record.objtype());
        order.putI32(out, at + OBJREF, record.objref());
        return length;
    }
}
