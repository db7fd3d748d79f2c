// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Authorisation.Verdict;

/** What the kernel asks of a caller for each step (capabilities(7), credentials(7), user_namespaces(7)). */
final class AuthorisationRules {
    private static final long KEEP_CAPS = 0x10;
    private static final long LOCKS = 0xaaa;
    private static final long NO_AMBIENT = 0x40;
    /** What a group that is not mapped is shown as. */
    private static final long OVERFLOW = 65_534;
    /** Of a message queue (MSGMNB). */
    private static final long USUAL_CAPACITY = 16_384;

    private final RestartPlan plan;
    private final Caller caller;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, GroupList> seen = new HashMap<>();

    AuthorisationRules(RestartPlan plan, Caller caller) {
        this.plan = plan;
        this.caller = caller;
    }

    Authorisation judge() {
        for (int i = 0; i < plan.userNamespaces().size(); i++) {
            if (plan.userNamespaces().get(i).parent() == PlanTask.NONE) {
                space(i, plan.userNamespaces().get(i));
            }
        }
        if (!plan.ipc().isEmpty()) {
            add(new Place(0, "ipc_ns", 0), "", false, Capability.CAP_SYS_ADMIN);
        }
        for (int i = 0; i < plan.ipc().size(); i++) {
            ipc(i, plan.ipc().get(i));
        }
        for (int i = 0; i < plan.tasks().size(); i++) {
            PlanTask task = plan.tasks().get(i);
            if (task.pid() != 0) {
                pid(i);
            }
            if (task.kind() != Kind.GHOST) {
                cred(i, plan.creds().get(task.cred()));
            }
        }
        return new Authorisation(steps);
    }

    /** CAP_SYS_ADMIN does as well. */
    private void pid(int task) {
        long needed = bit(Capability.CAP_CHECKPOINT_RESTORE);
        boolean may = caller.has(Capability.CAP_CHECKPOINT_RESTORE) || caller.has(Capability.CAP_SYS_ADMIN);
        steps.add(new Step(task, "task", 0, "vpid", may ? Verdict.ALLOWED : Verdict.DENIED, needed,
                may ? 0 : needed));
    }

    private void space(int at, PlanUserNs space) {
        Place place = new Place(at, "user_ns", space.objref());
        long uid = space.creator().uid();
        add(place, "creator_ref", isOwn(caller.users(), uid), Capability.CAP_SETUID);
        add(place, "creator_gid", isOwn(caller.groups(), space.creator().gid()), Capability.CAP_SETGID);
        if (uid != caller.users().effective()) {
            add(place, "owner", false, Capability.CAP_SYS_ADMIN);
        }
        boolean owner = uid == caller.users().effective();
        map(place, "uid_map", space.uids(), owner && single(space.uids(), uid));
        map(place, "gid_map", space.gids(), owner && space.setgroups() == Setgroups.DENY
                && single(space.gids(), caller.groups().effective()));
    }

    /** Each is made as its creator; whoever may make the namespace may give it to any owner. */
    private void ipc(int at, PlanIpc object) {
        Place place = new Place(at, object.recordType(), object.perms().id());
        add(place, "cuid", isOwn(caller.users(), object.perms().creator().uid()), Capability.CAP_SETUID);
        add(place, "cgid", isOwn(caller.groups(), object.perms().creator().gid()), Capability.CAP_SETGID);
        boolean usual = object.kind() != PlanIpc.Kind.MSG || object.size() <= USUAL_CAPACITY;
        add(place, "q_qbytes", usual, Capability.CAP_SYS_RESOURCE);
    }

    /** A map of nothing is not written. */
    private void map(Place place, String field, IdMap map, boolean own) {
        if (map.extents().isEmpty()) {
            return;
        }
        add(place, field, own, field.equals("uid_map") ? Capability.CAP_SETUID : Capability.CAP_SETGID);
        boolean root = map.extents().stream().anyMatch(extent -> extent.outside() == 0);
        if (root && field.equals("uid_map")) {
            add(place, field, false, Capability.CAP_SETFCAP);
        }
    }

    private static boolean single(IdMap map, long id) {
        return map.extents().size() == 1 && map.extents().get(0).equals(
                new Extent(map.extents().get(0).inside(), id, 1));
    }

    private static boolean isOwn(Cred.Ids ids, long id) {
        return id == ids.real() || id == ids.effective() || id == ids.saved();
    }

    private void cred(int task, PlanCred cred) {
        Place place = new Place(task, "cred", cred.objref());
        if (cred.userNs() != PlanTask.NONE) {
            inside(task, cred);
            return;
        }
        groups(task, cred);
        add(place, "gid", areOwn(caller.groups(), cred.groups()), Capability.CAP_SETGID);
        add(place, "uid", areOwn(caller.users(), cred.users()), Capability.CAP_SETUID);
        caps(place, cred.caps());
        if (!cred.flags().contains(PlanCred.Flag.SECUREBITS_STAY)) {
            securebits(place, cred.caps().securebits());
        }
        beyond(place, "cap_p", cred.caps().permitted() & ~caller.caps().permitted());
    }

    /** Who may enter has all capabilities inside: only what the namespace itself forbids is left. */
    private void inside(int task, PlanCred cred) {
        boolean denied = denies(cred.userNs()) && !cred.groupinfo().list().equals(seen(cred.userNs()))
                && !cred.flags().contains(PlanCred.Flag.GROUPS_OUTSIDE);
        if (denied) {
            refuse(new Place(task, "groupinfo", cred.groupinfo().objref()), "groups");
        }
    }

    /** What is denied in a namespace is denied below. */
    private boolean denies(int at) {
        PlanUserNs space = plan.userNamespaces().get(at);
        return space.setgroups() == Setgroups.DENY || space.gids().extents().isEmpty()
                || space.parent() != PlanTask.NONE && denies(space.parent());
    }

    /** The groups of the caller as a namespace shows them. */
    private GroupList seen(int at) {
        GroupList known = seen.get(at);
        if (known == null) {
            PlanUserNs space = plan.userNamespaces().get(at);
            GroupList above = space.parent() == PlanTask.NONE ? caller.groupinfo() : seen(space.parent());
            known = GroupList.of(above.ids().stream().mapToInt(gid -> (int) inside(space.gids(), gid))
                    .toArray());
            seen.put(at, known);
        }
        return known;
    }

    private static long inside(IdMap map, long id) {
        return map.extents().stream().filter(extent -> id >= extent.outside()
                && id - extent.outside() < extent.count())
                .mapToLong(extent -> extent.inside() + id - extent.outside()).findFirst().orElse(OVERFLOW);
    }

    private void groups(int task, PlanCred cred) {
        GroupList wanted = cred.groupinfo().list();
        add(new Place(task, "groupinfo", cred.groupinfo().objref()), "groups",
                wanted.equals(caller.groupinfo()), Capability.CAP_SETGID);
    }

    /** The file system id has to be one of the three that the task then has. */
    private static boolean areOwn(Cred.Ids own, Cred.Ids wanted) {
        boolean three = isOwn(own, wanted.real()) && isOwn(own, wanted.effective())
                && isOwn(own, wanted.saved());
        return three && isOwn(wanted, wanted.filesystem());
    }

    private void caps(Place place, PlanCred.Caps caps) {
        Cred.Caps held = caller.caps();
        long added = caps.inheritable() & ~(held.inheritable() | held.permitted());
        add(place, "cap_i", added == 0, Capability.CAP_SETPCAP);
        beyond(place, "cap_i", caps.inheritable() & ~(held.inheritable() | held.bounding()));
        add(place, "cap_b", (held.bounding() & ~caps.bounding()) == 0, Capability.CAP_SETPCAP);
        beyond(place, "cap_b", caps.bounding() & ~held.bounding());
        if (caps.ambient() != 0 && (held.securebits() & NO_AMBIENT) != 0) {
            refuse(place, "ambient");
        }
    }

    /** A lock stays, and so does what it locks; each lock stands behind its bit. */
    private void securebits(Place place, long bits) {
        long held = caller.caps().securebits();
        long changed = bits ^ held;
        if ((held & LOCKS & ~bits) != 0 || ((held & LOCKS) >> 1 & changed) != 0) {
            refuse(place, "securebits");
        } else {
            add(place, "securebits", changed == 0 || changed == KEEP_CAPS, Capability.CAP_SETPCAP);
        }
    }

    /** No capability helps. */
    private void refuse(Place place, String field) {
        steps.add(new Step(place.position, place.recordType, place.objref, field, Verdict.DENIED, 0, 0));
    }

    private void beyond(Place place, String field, long lacking) {
        if (lacking != 0) {
            steps.add(new Step(place.position, place.recordType, place.objref, field, Verdict.DENIED, lacking,
                    lacking));
        }
    }

    private void add(Place place, String field, boolean own, Capability capability) {
        if (!own) {
            long needed = bit(capability);
            boolean has = caller.has(capability);
            steps.add(new Step(place.position, place.recordType, place.objref, field,
                    has ? Verdict.ALLOWED : Verdict.DENIED, needed, has ? 0 : needed));
        }
    }

    private static long bit(Capability capability) {
        return 1L << capability.ordinal();
    }

    /** Where a step belongs. */
    private record Place(int position, String recordType, int objref) {}
}
