// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

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

    /** The ids as they lie, unsigned. */
    public List<Long> ids() {
        return unsigned().boxed().toList();
    }

    /** Each id once, in ascending order, for neither order nor repetition means anything. */
    public GroupList asSet() {
        return new GroupList(unsigned().sorted().distinct().mapToInt(id -> (int) id).toArray());
    }

    /** The ids that {@code other}, which is in ascending order, does not have. */
    public List<Long> without(GroupList other) {
        long[] theirs = other.unsigned().toArray();
        return unsigned().filter(id -> Arrays.binarySearch(theirs, id) < 0).boxed().toList();
    }

    private LongStream unsigned() {
        return Arrays.stream(ids).mapToLong(Integer::toUnsignedLong);
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
