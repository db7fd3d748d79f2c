// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;

/** Judges whether the ids of a plan are mapped in the user namespaces of the plan. */
final class MappedCheck {
    private final RestartPlan plan;
    private final List<PlanFault> faults = new ArrayList<>();
    /** Lists of groups that were looked at, by namespace. */
    private final Set<String> looked = new HashSet<>();

    private MappedCheck(RestartPlan plan) {
        this.plan = plan;
    }

    /** Everything that is wrong in a plan whose positions are sound. */
    static List<PlanFault> faults(RestartPlan plan) {
        MappedCheck check = new MappedCheck(plan);
        for (int i = 0; i < plan.userNamespaces().size(); i++) {
            check.space(i, plan.userNamespaces().get(i));
        }
        for (int i = 0; i < plan.creds().size(); i++) {
            if (plan.creds().get(i).userNs() != PlanTask.NONE) {
                check.cred(i, plan.creds().get(i));
            }
        }
        return check.faults;
    }

    private void space(int at, PlanUserNs space) {
        if (space.parent() == PlanTask.NONE) {
            return;
        }
        PlanUserNs parent = plan.userNamespaces().get(space.parent());
        within(at, space, "uid_map", space.uids(), parent.uids());
        within(at, space, "gid_map", space.gids(), parent.gids());
        if (!maps(parent.uids(), space.creator().uid()) || !maps(parent.gids(), space.creator().gid())) {
            faults.add(new PlanFault("user_ns", at, space.objref(), "creator_ref",
                    "the creator is not mapped in the namespace above"));
        }
    }

    /** The kernel looks each range up as a whole, so it has to lie in one range above. */
    private void within(int at, PlanUserNs space, String field, IdMap map, IdMap above) {
        for (Extent extent : map.extents()) {
            boolean inside = above.extents().stream().anyMatch(range -> extent.outside() >= range.inside()
                    && extent.outside() + extent.count() <= range.inside() + range.count());
            if (!inside) {
                faults.add(new PlanFault("user_ns", at, space.objref(), field, "ids from " + extent.outside()
                        + " on are not all in one range of the namespace above"));
                return;
            }
        }
    }

    private void cred(int at, PlanCred cred) {
        PlanUserNs space = plan.userNamespaces().get(cred.userNs());
        ids(at, cred, "uid", cred.users(), space.uids());
        ids(at, cred, "gid", cred.groups(), space.gids());
        boolean first = looked.add(cred.userNs() + " " + cred.groupinfo().objref())
                || cred.groupinfo().objref() == 0;
        if (first && !cred.flags().contains(PlanCred.Flag.GROUPS_OUTSIDE)) {
            groups(at, cred.groupinfo(), space.gids());
        }
    }

    private void groups(int at, PlanCred.Groups groups, IdMap map) {
        for (int i = 0; i < groups.list().size(); i++) {
            long gid = groups.list().get(i);
            if (!maps(map, gid)) {
                faults.add(new PlanFault("groupinfo", at, groups.objref(), "groups", "group " + gid
                        + " is not mapped in the user namespace"));
                return;
            }
        }
    }

    private void ids(int at, PlanCred cred, String kind, Cred.Ids ids, IdMap map) {
        id(at, cred, kind, ids.real(), map);
        id(at, cred, "e" + kind, ids.effective(), map);
        id(at, cred, "s" + kind, ids.saved(), map);
        id(at, cred, "fs" + kind, ids.filesystem(), map);
    }

    private void id(int at, PlanCred cred, String field, long id, IdMap map) {
        if (!maps(map, id)) {
            faults.add(new PlanFault("cred", at, cred.objref(), field, "id " + id
                    + " is not mapped in the user namespace"));
        }
    }

    private static boolean maps(IdMap map, long id) {
        for (Extent extent : map.extents()) {
            if (id >= extent.inside() && id - extent.inside() < extent.count()) {
                return true;
            }
        }
        return false;
    }
}
