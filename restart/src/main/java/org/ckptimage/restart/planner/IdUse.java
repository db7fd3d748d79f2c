// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.plan.IdMaps;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;

/** Ids that an image uses within one user namespace. */
final class IdUse {
    private static final long NO_ID = 0xffff_ffffL;
    private static final int MOST_EXTENTS = 340;
    private static final int MOST_TEXT = 4095;

    private final TreeSet<Long> uids = new TreeSet<>();
    private final TreeSet<Long> gids = new TreeSet<>();

    /** What 0xffffffff stands for is no id and cannot be mapped; the check of the plan refuses it. */
    private static void add(TreeSet<Long> set, long id) {
        if (id >= 0 && id < NO_ID) {
            set.add(id);
        }
    }

    void uid(long id) {
        add(uids, id);
    }

    void gid(long id) {
        add(gids, id);
    }

    void cred(Cred cred, GroupList groups) {
        all(uids, cred.users());
        all(gids, cred.groups());
        for (int i = 0; i < groups.size(); i++) {
            add(gids, groups.get(i));
        }
    }

    private static void all(TreeSet<Long> set, Cred.Ids ids) {
        add(set, ids.real());
        add(set, ids.effective());
        add(set, ids.saved());
        add(set, ids.filesystem());
    }

    /** Takes the ids of a namespace below, whose map leads here one to one. */
    void below(IdUse other) {
        uids.addAll(other.uids);
        gids.addAll(other.gids);
    }

    TreeSet<Long> uids() {
        return uids;
    }

    TreeSet<Long> gids() {
        return gids;
    }

    /** Each id as itself; all ids if that takes more than the kernel can hold. */
    static IdMap oneToOne(TreeSet<Long> ids) {
        List<Extent> extents = new ArrayList<>();
        long first = -1;
        long next = -1;
        for (long id : ids) {
            if (id != next && first >= 0) {
                extents.add(new Extent(first, first, next - first));
            }
            first = id == next ? first : id;
            next = id + 1;
        }
        if (first >= 0) {
            extents.add(new Extent(first, first, next - first));
        }
        IdMap map = new IdMap(extents);
        boolean fits = extents.size() <= MOST_EXTENTS && IdMaps.textLength(map) <= MOST_TEXT;
        return fits ? map : IdMap.identity();
    }
}
