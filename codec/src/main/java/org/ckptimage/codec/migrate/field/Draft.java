// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import java.util.Arrays;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** A record of the target that is being made from one of the source. Reused for the next one. */
public final class Draft {
    private final ByteOrderView order;
    private byte[] bytes = new byte[1 << 10];
    private StructLayout layout;
    private int length;

    /** Drafts in an image of this byte order. */
    public Draft(ByteOrderView order) {
        this.order = order;
    }

    /** Starts a record of zeros. */
    public void start(StructLayout struct, int code, int total) {
        layout = struct;
        length = total;
        if (bytes.length < total) {
            bytes = new byte[Math.max(total, 2 * bytes.length)];
        }
        Arrays.fill(bytes, 0, total, (byte) 0);
        order.putI32(bytes, 0, code);
        order.putI32(bytes, Integer.BYTES, total);
    }

    /** True if the target has the field. */
    public boolean has(String field) {
        return layout.has(field);
    }

    /** Sets a field if the target has it. */
    public Draft put(String field, long value) {
        if (layout.has(field)) {
            FieldLayout place = layout.field(field);
            FieldBytes.putScalar(order, place, value, bytes, 0);
        }
        return this;
    }

    /** The value of a field; 0 if the target does not have it. */
    public long get(String field) {
        if (!layout.has(field)) {
            return 0;
        }
        FieldLayout place = layout.field(field);
        return FieldBytes.scalar(order, place, bytes, 0);
    }

    /** Its bytes, more than it has perhaps; valid until the next draft. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of the whole record. */
    public int length() {
        return length;
    }
}
