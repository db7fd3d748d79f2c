// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap;

/**
 * A first id for {@code --userns-map base:N} with which an image can be restarted: from the ranges that the
 * caller was lent, else the first range that the caller's own maps have and that is not for its users.
 */
public final class ShiftedMap {
    /** Lower ids belong to users and services of a machine. */
    private static final long FIRST = 100_000;
    private static final int MOST_TRIES = 32;

    private ShiftedMap() {}

    /** The id; empty if there is none with which the caller may restart the image. */
    public static OptionalLong base(HostPlanner planner, Image image, Resources resources) {
        return candidates(planner.host().userSpace()).stream().limit(MOST_TRIES)
                .filter(base -> HostPlanner.possible(planner.with(new UsernsMap(UsernsMap.Kind.BASE, base))
                        .plan(image, resources)))
                .mapToLong(Long::longValue).findFirst();
    }

    private static List<Long> candidates(UserSpace space) {
        List<Long> first = new ArrayList<>();
        for (UserSpace.Range range : space.uidRanges()) {
            boolean both = space.gidRanges().stream().anyMatch(gids -> range.first() >= gids.first()
                    && range.first() < gids.first() + gids.count());
            if (both) {
                first.add(range.first());
            }
        }
        List<IdMaps.Extent> own = space.maps().map(IdMaps::uids).orElse(List.of());
        own.forEach(extent -> first.add(Math.max(extent.first(), FIRST)));
        own.stream().filter(extent -> extent.first() > 0).forEach(extent -> first.add(extent.first()));
        return first.stream().distinct().toList();
    }
}
