// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.UserNs;

/** Cursor over a USER_NS where it lies. Allocates nothing; offsets in {@link UserNsCodec}. */
public final class UserNsView {
    private final ByteOrderView order;
    private byte[] bytes = new byte[UserNsCodec.LENGTH];
    private int base;

    UserNsView(ByteOrderView order) {
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public UserNsView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, UserNsCodec.LENGTH, array.length);
        bytes = array;
        base = at;
        return this;
    }

    /** {@code creator_ref}. */
    public int creatorRef() {
        return order.i32(bytes, base + UserNsCodec.CREATOR_REF);
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public UserNs record(int length) {
        Padding.require(UserNsCodec.LENGTH, bytes, base, length);
        return new UserNs(creatorRef(), UserNsCodec.PADDING.read(bytes, base, length));
    }
}
