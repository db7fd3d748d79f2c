// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.List;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;

/**
 * Both maps of a user namespace.
 *
 * @param uids map of user ids
 * @param gids map of group ids
 * @param setgroups whether groups may be set inside
 */
record SpaceMaps(IdMap uids, IdMap gids, Setgroups setgroups) {
    /**
     * The maps that an image holds; an image that does not tell of setgroups allows it, as the kernel does.
     */
    static SpaceMaps captured(IdMaps maps) {
        return new SpaceMaps(map(maps.uids()), map(maps.gids()),
                maps.setgroups().orElse(1) == 0 ? Setgroups.DENY : Setgroups.ALLOW);
    }

    private static IdMap map(List<IdMaps.Extent> extents) {
        return new IdMap(extents.stream().map(extent ->
                new Extent(extent.first(), extent.lowerFirst(), extent.count())).toList());
    }
}
