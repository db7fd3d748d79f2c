// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.UserNs;

/**
 * USER_NS ({@code ckpt_hdr_user_ns}): the same in every version, apart from the number of its type.
 *
 * <pre>
 * 8  creator_ref
 * 12 padding
 * </pre>
 */
public final class UserNsCodec implements HotCodec<UserNs> {
    /** {@code len} of the record in every version. */
    public static final int LENGTH = 16;

    static final int CREATOR_REF = 8;
    static final Padding PADDING = new Padding(LENGTH, 12, 16);

    private final ByteOrderView order;
    private final int code;

    public UserNsCodec(FormatVersion version, ByteOrderView order) {
        this.order = order;
        this.code = RecordType.USER_NS.code(version);
    }

    /** A new cursor. */
    public UserNsView view() {
        return new UserNsView(order);
    }

    @Override
    public int minLength() {
        return LENGTH;
    }

    @Override
    public int length(UserNs record) {
        return PADDING.length(record.slack());
    }

    @Override
    public UserNs decode(byte[] bytes, int base, int length) {
        Padding.require(LENGTH, bytes, base, length);
        return view().at(bytes, base).record(length);
    }

    @Override
    public int encode(UserNs record, byte[] out, int at) {
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        PADDING.write(record.slack(), out, at);
        order.putI32(out, at + CREATOR_REF, record.creatorRef());
        return length;
    }
}
