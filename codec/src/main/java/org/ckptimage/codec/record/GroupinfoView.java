// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.Groupinfo;

/** Cursor over a GROUPINFO where it lies. Allocates nothing; offsets in {@link GroupinfoCodec}. */
public final class GroupinfoView {
    private final ByteOrderView order;
    private byte[] bytes = new byte[GroupinfoCodec.FIXED];
    private int base;
    private int length = GroupinfoCodec.FIXED;

    GroupinfoView(ByteOrderView order) {
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @param size {@code len} of the record
     * @throws IllegalArgumentException if {@code ngroups} is above 65536 or more than the record holds
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public GroupinfoView at(byte[] array, int at, int size) {
        Padding.require(GroupinfoCodec.GROUPS, array, at, size);
        long ngroups = order.u32(array, at + GroupinfoCodec.NGROUPS);
        if (ngroups > Groupinfo.MAX_GROUPS || ngroups > (size - GroupinfoCodec.GROUPS) / 4) {
            throw new IllegalArgumentException(ngroups + " groups in a record of " + size + " bytes");
        }
        bytes = array;
        base = at;
        length = size;
        return this;
    }

    /** Number of groups. */
    public int ngroups() {
        return order.i32(bytes, base + GroupinfoCodec.NGROUPS);
    }

    /** The id at {@code index}, 0 to 2^32 - 1. */
    public long gid(int index) {
        Objects.checkIndex(index, ngroups());
        return order.u32(bytes, base + GroupinfoCodec.GROUPS + 4 * index);
    }

    /**
     * Copies ids, as unsigned 32-bit values.
     *
     * @param first index of the first one
     * @param to takes them from {@code at} on
     * @param count how many
     */
    public void gids(int first, int[] to, int at, int count) {
        Objects.checkFromIndexSize(first, count, ngroups());
        GroupinfoCodec.read(order, bytes, base + GroupinfoCodec.GROUPS + 4 * first, to, at, count);
    }

    /** The record as a value. */
    public Groupinfo record() {
        int[] gids = new int[ngroups()];
        gids(0, gids, 0, gids.length);
        return new Groupinfo(gids, GroupinfoCodec.slack(bytes, base, length, gids.length));
    }
}
