// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.List;
import java.util.Objects;

/**
 * Id maps of a user namespace ({@code ckpt_ext_user_ns_map}; SPEC.md, extension range).
 *
 * @param setgroups whether setgroups(2) may be called in it
 * @param uids uid_map, in the order of the image
 * @param gids gid_map, likewise
 */
public record IdMaps(Setgroups setgroups, List<Extent> uids, List<Extent> gids) {
    public IdMaps {
        Objects.requireNonNull(setgroups);
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
    }

    /** Policy of /proc/PID/setgroups. */
    public enum Setgroups {
        DENY,
        ALLOW,
        UNKNOWN
    }

    /**
     * One line of a map. Numbers are unsigned.
     *
     * @param first id inside the namespace
     * @param lowerFirst id outside
     * @param count how many ids from there on
     */
    public record Extent(long first, long lowerFirst, long count) {}
}
