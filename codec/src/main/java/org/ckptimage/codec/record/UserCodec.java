// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.User;

/**
 * USER ({@code ckpt_hdr_user_struct}): the same in every version, apart from the number of its type.
 *
 * <pre>
 * 8  uid
 * 12 userns_ref
 * </pre>
 */
public final class UserCodec implements HotCodec<User> {
    /** {@code len} of the record in every version. */
    public static final int LENGTH = 16;

    static final int UID = 8;
    static final int USERNS_REF = 12;
    static final Padding PADDING = new Padding(LENGTH);

    private final ByteOrderView order;
    private final int code;

    public UserCodec(FormatVersion version, ByteOrderView order) {
        this.order = order;
        this.code = RecordType.USER.code(version);
    }

    /** A new cursor. */
    public UserView view() {
        return new UserView(order);
    }

    @Override
    public int minLength() {
        return LENGTH;
    }

    @Override
    public int length(User record) {
        return PADDING.length(record.slack());
    }

    @Override
    public User decode(byte[] bytes, int base, int length) {
        Padding.require(LENGTH, bytes, base, length);
        return view().at(bytes, base).record(length);
    }

    @Override
    public int encode(User record, byte[] out, int at) {
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        PADDING.write(record.slack(), out, at);
        order.putI32(out, at + UID, (int) record.uid());
        order.putI32(out, at + USERNS_REF, record.usernsRef());
        return length;
    }
}
