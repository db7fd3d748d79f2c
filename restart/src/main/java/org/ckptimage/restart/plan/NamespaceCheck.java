// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;

/** Judges the user namespaces of a plan. */
final class NamespaceCheck {
    private static final int MOST_LEVELS = 33;
    private static final int MOST_EXTENTS = 340;
    private static final int MOST_TEXT = 4095;
    private static final long NO_ID = 0xffff_ffffL;

    private final List<PlanUserNs> spaces;
    private final int[] depth;
    private final List<PlanFault> faults = new ArrayList<>();

    private NamespaceCheck(List<PlanUserNs> spaces) {
        this.spaces = spaces;
        this.depth = new int[spaces.size()];
    }

    static List<PlanFault> faults(List<PlanUserNs> spaces) {
        NamespaceCheck check = new NamespaceCheck(spaces);
        for (int i = 0; i < spaces.size(); i++) {
            check.space(i, spaces.get(i));
        }
        return check.faults;
    }

    private void space(int at, PlanUserNs space) {
        int parent = space.parent();
        if (parent != PlanTask.NONE && (parent < 0 || parent >= at)) {
            add(at, "parent", "does not stand before it");
            return;
        }
        depth[at] = parent == PlanTask.NONE ? 1 : depth[parent] + 1;
        if (depth[at] > MOST_LEVELS) {
            add(at, "depth", depth[at] + " levels, the kernel has " + MOST_LEVELS);
        }
        if (!isId(space.creator().uid()) || !isId(space.creator().gid())) {
            add(at, "creator_ref", "the creator has no id");
        }
        map(at, space.uids(), "uid_map");
        map(at, space.gids(), "gid_map");
    }

    private static boolean isId(long id) {
        return id >= 0 && id < NO_ID;
    }

    private void map(int at, IdMap map, String field) {
        List<Extent> extents = map.extents();
        if (extents.size() > MOST_EXTENTS) {
            add(at, field, extents.size() + " extents, the kernel takes " + MOST_EXTENTS);
            return;
        }
        if (IdMaps.textLength(map) > MOST_TEXT) {
            add(at, field, "its text is longer than " + MOST_TEXT + " bytes");
        }
        for (int i = 0; i < extents.size(); i++) {
            if (!fits(extents.get(i)) || meetsAny(extents.subList(0, i), extents.get(i))) {
                add(at, field, "extent " + i + " is empty, too long or meets another");
                return;
            }
        }
    }

    private static boolean fits(Extent extent) {
        return isId(extent.inside()) && isId(extent.outside()) && extent.count() > 0
                && extent.count() <= NO_ID - Math.max(extent.inside(), extent.outside());
    }

    private static boolean meetsAny(List<Extent> others, Extent extent) {
        return others.stream().anyMatch(other -> meets(other.inside(), other, extent.inside(), extent)
                || meets(other.outside(), other, extent.outside(), extent));
    }

    private static boolean meets(long a, Extent first, long b, Extent second) {
        return a < b + second.count() && b < a + first.count();
    }

    private void add(int at, String field, String message) {
        faults.add(new PlanFault("user_ns", at, spaces.get(at).objref(), field, message));
    }
}
