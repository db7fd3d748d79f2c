// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.model.GroupList;

/** Supplementary groups as a set: their order means nothing, and neither does a repetition. */
public final class Groups {
    private final long[] ids;

    private Groups(long[] ids) {
        this.ids = ids;
    }

    /** The groups of a list. */
    static Groups of(GroupList list) {
        long[] ids = new long[list.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = list.get(i);
        }
        return new Groups(Arrays.stream(ids).sorted().distinct().toArray());
    }

    /** The ids in ascending order. */
    public List<Long> ids() {
        return Arrays.stream(ids).boxed().toList();
    }

    /** The ids that {@code other} does not have. */
    List<Long> without(Groups other) {
        List<Long> left = new ArrayList<>();
        for (long id : ids) {
            if (Arrays.binarySearch(other.ids, id) < 0) {
                left.add(id);
            }
        }
        return left;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Groups that && Arrays.equals(ids, that.ids);
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
