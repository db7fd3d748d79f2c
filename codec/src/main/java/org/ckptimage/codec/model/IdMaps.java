// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Id maps of a user namespace, the contents of EXT_USER_NS_MAP (SPEC.md, extension range).
 *
 * @param setgroups whether setgroups(2) is allowed in it: 0 denied, 1 allowed; empty if unknown
 * @param uids extents of {@code uid_map}
 * @param gids extents of {@code gid_map}
 */
public record IdMaps(OptionalLong setgroups, List<Extent> uids, List<Extent> gids) {
    public IdMaps {
        Objects.requireNonNull(setgroups);
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
    }

    /**
     * A range of ids; all numbers are unsigned.
     *
     * @param first first id inside
     * @param lowerFirst the id outside that it stands for
     * @param count number of ids
     */
    public record Extent(long first, long lowerFirst, long count) {}
}
