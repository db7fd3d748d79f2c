// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.List;

/**
 * Id maps of a user namespace, for EXT_USER_NS_MAP.
 *
 * @param setgroups 0 denied, 1 allowed, 2 unknown
 */
public record IdMapPlan(int setgroups, List<Extent> uids, List<Extent> gids) {
    /** {@code count} ids from {@code first} on inside stand for those from {@code lower} on outside. */
    public record Extent(int first, int lower, int count) {}

    public IdMapPlan {
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
    }
}
