// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.User;

/** Cursor over a USER where it lies. Allocates nothing; offsets in {@link UserCodec}. */
public final class UserView {
    private final ByteOrderView order;
    private byte[] bytes = new byte[UserCodec.LENGTH];
    private int base;

    UserView(ByteOrderView order) {
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public UserView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, UserCodec.LENGTH, array.length);
        bytes = array;
        base = at;
        return this;
    }

    /** {@code uid}. */
    public long uid() {
        return order.u32(bytes, base + UserCodec.UID);
    }

    /** {@code userns_ref}. */
    public int usernsRef() {
        return order.i32(bytes, base + UserCodec.USERNS_REF);
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public User record(int length) {
        Padding.require(UserCodec.LENGTH, bytes, base, length);
        return new User(uid(), usernsRef(), UserCodec.PADDING.read(bytes, base, length));
    }
}
