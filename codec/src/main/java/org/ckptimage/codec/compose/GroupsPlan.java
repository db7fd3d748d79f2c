// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.Arrays;

/** A list of supplementary groups; equal to another with the same list. */
public final class GroupsPlan {
    private final int[] groups;

    /** The list, taken as it is: sorted if the image shall be one that a kernel writes. */
    public GroupsPlan(int... groups) {
        this.groups = groups.clone();
    }

    int size() {
        return groups.length;
    }

    int get(int index) {
        return groups[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupsPlan plan && Arrays.equals(plan.groups, groups);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(groups);
    }
}
