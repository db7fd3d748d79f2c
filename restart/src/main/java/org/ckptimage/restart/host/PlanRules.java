// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.IdMap;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Remark;

/** What a machine and the user namespace of a caller allow, whatever capabilities there are. */
final class PlanRules {
    /** The kernel has namespaces up to this level below the initial one. */
    private static final int DEEPEST = 33;

    private final HostProfile host;
    private final IntPredicate taken;
    private final List<Remark> remarks;

    PlanRules(HostProfile host, IntPredicate taken, List<Remark> remarks) {
        this.host = host;
        this.taken = taken;
        this.remarks = remarks;
    }

    void judge(RestartPlan plan, Map<Integer, Task> sources) {
        for (int i = 0; i < plan.tasks().size(); i++) {
            pid(plan.tasks().get(i), sources.get(i));
        }
        spaces(plan.userNamespaces());
        host.userSpace().maps().ifPresent(maps -> maps(plan, maps));
        Set<Integer> used = new HashSet<>();
        plan.tasks().forEach(task -> used.add(task.cred()));
        for (int i = 0; i < plan.creds().size(); i++) {
            if (used.contains(i)) {
                restraint(plan.creds().get(i));
            }
        }
    }

    private void pid(PlanTask task, Task source) {
        long most = host.kernel().pidMax().orElse(Long.MAX_VALUE);
        int id = source == null ? 0 : source.ids().pid();
        if (task.pid() >= most) {
            refuse("task", id, "vpid", "EINVAL", "it keeps pid " + task.pid() + ", and pid_max is " + most);
        } else if (task.pid() != 0 && taken.test(task.pid())) {
            refuse("task", id, "vpid", "EEXIST", "it keeps pid " + task.pid() + ", which is taken");
        }
    }

    private void spaces(List<PlanUserNs> spaces) {
        int[] depth = new int[spaces.size()];
        long[] owner = new long[spaces.size()];
        Map<Long, Integer> owned = new HashMap<>();
        for (int i = 0; i < spaces.size(); i++) {
            PlanUserNs space = spaces.get(i);
            boolean outermost = space.parent() == PlanTask.NONE;
            depth[i] = outermost ? 1 : depth[space.parent()] + 1;
            owner[i] = outermost ? space.creator().uid() : owner[space.parent()];
            if (depth[i] + host.userSpace().levelAtLeast() > DEEPEST) {
                refuse("user_ns", space.objref(), "depth", "ENOSPC", depth[i] + " levels below the caller,"
                        + " who is " + host.userSpace().levelAtLeast() + " below the initial namespace; the"
                        + " kernel has " + DEEPEST);
            }
            int count = owned.merge(owner[i], 1, Integer::sum);
            if (count > host.userSpace().most().orElse(Long.MAX_VALUE)) {
                refuse("user_ns", space.objref(), "max_user_namespaces", "ENOSPC",
                        "user.max_user_namespaces is " + host.userSpace().most().getAsLong());
            }
            if (outermost) {
                restricted(space);
            }
        }
    }

    /** AppArmor takes all capabilities away in a namespace that an unprivileged task makes. */
    private void restricted(PlanUserNs space) {
        boolean privileged = host.caller().has(Capability.CAP_SYS_ADMIN)
                && (host.caller().users().effective() != 0 || space.creator().uid() == 0);
        if (host.security().apparmorUserns().orElse(0) == 1 && !privileged) {
            refuse("user_ns", space.objref(), "apparmor_restrict_unprivileged_userns", "EPERM",
                    "AppArmor restricts user namespaces of tasks without CAP_SYS_ADMIN");
        }
    }

    private void maps(RestartPlan plan, IdMaps own) {
        IdMap uids = new IdMap(own.uids());
        IdMap gids = new IdMap(own.gids());
        for (PlanUserNs space : plan.userNamespaces()) {
            if (space.parent() == PlanTask.NONE) {
                map(space, "uid_map", space.uids(), uids);
                map(space, "gid_map", space.gids(), gids);
                mapped("user_ns", space.objref(), "creator_ref", space.creator().uid(), uids);
            }
        }
        Set<String> told = new HashSet<>();
        for (PlanCred cred : plan.creds()) {
            if (cred.userNs() == PlanTask.NONE && told.add("cred:" + cred.objref())) {
                ids(cred.objref(), "uid", cred.users(), uids);
                ids(cred.objref(), "gid", cred.groups(), gids);
                if (told.add("groupinfo:" + cred.groupinfo().objref())) {
                    groups(cred.groupinfo(), gids);
                }
            }
        }
    }

    private void map(PlanUserNs space, String field, PlanUserNs.IdMap map, IdMap own) {
        for (PlanUserNs.Extent extent : map.extents()) {
            boolean within = own.extents().stream().anyMatch(range -> extent.outside() >= range.first()
                    && extent.outside() + extent.count() <= range.first() + range.count());
            if (!within) {
                refuse("user_ns", space.objref(), field, "EPERM", "ids " + extent.outside() + " to "
                        + (extent.outside() + extent.count() - 1)
                        + " are not all in one range of the caller's own map");
                return;
            }
        }
    }

    private void ids(int objref, String kind, Cred.Ids ids, IdMap own) {
        mapped("cred", objref, kind, ids.real(), own);
        mapped("cred", objref, "e" + kind, ids.effective(), own);
        mapped("cred", objref, "s" + kind, ids.saved(), own);
        mapped("cred", objref, "fs" + kind, ids.filesystem(), own);
    }

    private void groups(PlanCred.Groups groups, IdMap own) {
        for (int i = 0; i < groups.list().size(); i++) {
            if (own.outside(groups.list().get(i)).isEmpty()) {
                mapped("groupinfo", groups.objref(), "groups", groups.list().get(i), own);
                break;
            }
        }
        if (host.userSpace().deniesSetgroups() && !groups.list().equals(host.caller().groupinfo())) {
            refuse("groupinfo", groups.objref(), "setgroups", "EPERM",
                    "the user namespace of the caller denies setgroups(2), and the caller has other groups");
        }
    }

    private void mapped(String recordType, int objref, String field, long id, IdMap own) {
        if (own.outside(id).isEmpty()) {
            refuse(recordType, objref, field, "EINVAL", "id " + id
                    + " is not mapped in the user namespace of the caller");
        }
    }

    private void restraint(PlanCred cred) {
        if (host.noNewPrivs().orElse(0) == 1 && !cred.flags().contains(PlanCred.Flag.NO_NEW_PRIVS)) {
            refuse("cred", cred.objref(), "no_new_privs", "EPERM",
                    "the caller has no_new_privs, which nothing takes back, and the cred has not");
        }
    }

    private void refuse(String recordType, long id, String field, String error, String message) {
        remarks.add(Remark.refused(recordType, id, field, error, message));
    }
}
