// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.IdMaps;

/**
 * The user namespace of a caller.
 *
 * @param maps its id maps, and whether setgroups(2) is allowed in it
 * @param level namespaces between it and the initial one, 0 for that itself
 * @param most {@code user.max_user_namespaces}
 * @param uidRanges uids that {@code /etc/subuid} lends to the caller
 * @param gidRanges gids that {@code /etc/subgid} lends to the caller
 */
public record UserSpace(Optional<IdMaps> maps, OptionalInt level, OptionalLong most, List<Range> uidRanges,
        List<Range> gidRanges) {
    /** Nothing is known. */
    public static final UserSpace UNKNOWN = new UserSpace(Optional.empty(), OptionalInt.empty(),
            OptionalLong.empty(), List.of(), List.of());

    private static final List<IdMaps.Extent> ALL_IDS = List.of(new IdMaps.Extent(0, 0, 0xffff_ffffL));

    public UserSpace {
        Objects.requireNonNull(maps);
        Objects.requireNonNull(level);
        Objects.requireNonNull(most);
        uidRanges = List.copyOf(uidRanges);
        gidRanges = List.copyOf(gidRanges);
    }

    /** The level that is certain: one with a map of its own is at least one below the initial one. */
    public int levelAtLeast() {
        boolean mapped = maps.isPresent() && !(maps.get().uids().equals(ALL_IDS)
                && maps.get().gids().equals(ALL_IDS));
        return level.orElse(mapped ? 1 : 0);
    }

    /** True if it is known that setgroups(2) is refused in it and in all namespaces below. */
    public boolean deniesSetgroups() {
        return maps.isPresent() && maps.get().setgroups().orElse(1) == 0;
    }

    /**
     * A range of ids.
     *
     * @param first its first id
     * @param count number of ids
     */
    public record Range(long first, long count) {}
}
