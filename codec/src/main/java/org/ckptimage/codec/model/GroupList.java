// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Arrays;

/** Group ids in the order of the image; four bytes for each, since a cred may have 65536. */
public final class GroupList {
    /** No groups. */
    public static final GroupList EMPTY = new GroupList(new int[0]);

    private final int[] ids;

    private GroupList(int[] ids) {
        this.ids = ids;
    }

    /** A list of these ids. */
    public static GroupList of(int... ids) {
        return ids.length == 0 ? EMPTY : new GroupList(ids.clone());
    }

    /** How many there are. */
    public int size() {
        return ids.length;
    }

    /** The id at {@code at}, unsigned. */
    public long get(int at) {
        return ids[at] & 0xffff_ffffL;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupList list && Arrays.equals(ids, list.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
