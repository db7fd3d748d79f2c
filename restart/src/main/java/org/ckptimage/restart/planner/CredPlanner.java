// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;

/** Plans the creds that tasks use, each once. */
final class CredPlanner {
    private final ImageObjects objects;
    private final NamespacePlanner spaces;
    private final PlanContext context;
    private final List<PlanCred> plans = new ArrayList<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<Integer, GroupList> lists = new HashMap<>();

    CredPlanner(ImageObjects objects, NamespacePlanner spaces, PlanContext context) {
        this.objects = objects;
        this.spaces = spaces;
        this.context = context;
    }

    List<PlanCred> plans() {
        return plans;
    }

    /** Position of the cred of a task; no position if it is refused. */
    int position(Task task) {
        int pid = task.ids().pid();
        if (task.credRef().isEmpty() || task.ecredRef().isEmpty()) {
            context.refuse("task", pid, "cred_ref", "EINVAL: it has no creds");
            return PlanTask.NONE;
        }
        Optional<Cred> real = objects.cred(task.credRef().getAsInt());
        Optional<Cred> effective = objects.cred(task.ecredRef().getAsInt());
        if (real.isEmpty() || effective.isEmpty()) {
            context.refuse("task", pid, "cred_ref", "EINVAL: its cred is not in the image");
            return PlanTask.NONE;
        }
        if (!objects.same(real.get(), effective.get())) {
            context.refuse("task", pid, "ecred_ref", "EOPNOTSUPP: cred:" + real.get().objref() + " and cred:"
                    + effective.get().objref() + " differ, and no system call sets them apart");
            return PlanTask.NONE;
        }
        return positions.computeIfAbsent(real.get().objref(), objref -> add(real.get()));
    }

    private int add(Cred cred) {
        Optional<User> user = objects.user(cred.userRef());
        Optional<UserNs> space = objects.spaceOf(cred);
        Optional<Groupinfo> groupinfo = objects.groupinfo(cred.groupinfoRef());
        if (user.isEmpty() || space.isEmpty() || groupinfo.isEmpty()) {
            context.refuse("cred", cred.objref(), user.isPresent() && space.isPresent() ? "groupinfo_ref"
                    : "user_ref", "EINVAL: it is not in the image");
            return PlanTask.NONE;
        }
        if (user.get().uid() != cred.users().real()) {
            context.warn("cred", cred.objref(), "user_ref", "user:" + user.get().objref() + " has uid "
                    + user.get().uid() + "; the kernel of today charges to uid " + cred.users().real());
        }
        int position = spaces.position(space.get());
        plans.add(new PlanCred(cred.objref(), position, cred.users(), cred.groups(),
                new PlanCred.Groups(groupinfo.get().objref(), groups(groupinfo.get())),
                caps(cred, position == PlanTask.NONE), flags(cred)));
        return plans.size() - 1;
    }

    /** Of many creds that share a list it is put in order once. */
    private GroupList groups(Groupinfo info) {
        return lists.computeIfAbsent(info.objref(), objref -> sorted(info));
    }

    /** In rising order; a count that the record does not hold is refused. */
    private GroupList sorted(Groupinfo info) {
        if (info.ngroups() != info.groups().size()) {
            context.refuse("groupinfo", info.objref(), "ngroups", "EINVAL: " + info.ngroups()
                    + " groups, but it holds " + info.groups().size());
        }
        long[] sorted = new long[info.groups().size()];
        Arrays.setAll(sorted, i -> info.groups().get(i));
        Arrays.sort(sorted);
        return GroupList.of(Arrays.stream(sorted).mapToInt(id -> (int) id).toArray());
    }

    private Set<PlanCred.Flag> flags(Cred cred) {
        Set<PlanCred.Flag> flags = EnumSet.noneOf(PlanCred.Flag.class);
        if (cred.noNewPrivs().orElse(0) == 1) {
            flags.add(PlanCred.Flag.NO_NEW_PRIVS);
        }
        if (objects.lacksSecurebits(cred)) {
            flags.add(PlanCred.Flag.SECUREBITS_STAY);
            context.warn("cred", cred.objref(), "securebits",
                    "nobody could read them when it was captured: those of the caller stay");
        }
        return flags;
    }

    private PlanCred.Caps caps(Cred cred, boolean outside) {
        Cred.Caps image = known(cred);
        long ambient = cred.ambient() & context.caller().all();
        if (!outside) {
            // whoever enters a namespace has all capabilities in it, and the whole bounding set
            return plan(image, image.bounding(), ambient);
        }
        Cred.Caps held = context.caller().caps();
        long bounding = image.bounding() & held.bounding();
        if (bounding != image.bounding()) {
            context.warn("cred", cred.objref(), "cap_b", "narrowed to that of the caller, which lacks "
                    + Capability.names(image.bounding() & ~bounding));
        }
        if (context.options().caps() == RestartOptions.Caps.NARROW) {
            return plan(narrow(cred, image, held), bounding, ambient & held.permitted());
        }
        return plan(image, bounding, ambient);
    }

    private Cred.Caps narrow(Cred cred, Cred.Caps image, Cred.Caps held) {
        long permitted = image.permitted() & held.permitted();
        long inheritable = image.inheritable() & (held.inheritable() | held.bounding());
        if (permitted != image.permitted() || inheritable != image.inheritable()) {
            context.warn("cred", cred.objref(), "cap_p", "narrowed to what the caller has, which lacks "
                    + Capability.names((image.permitted() & ~permitted)
                            | (image.inheritable() & ~inheritable)));
        }
        return new Cred.Caps(inheritable, permitted, image.effective() & permitted, image.bounding(),
                image.securebits());
    }

    /** Kernels of 2009 wrote full sets as 64 bits; those that this kernel does not have mean nothing. */
    private Cred.Caps known(Cred cred) {
        Cred.Caps caps = cred.caps();
        long all = context.caller().all();
        long above = (caps.inheritable() | caps.permitted() | caps.effective()) & ~all;
        if (above != 0) {
            context.warn("cred", cred.objref(), "cap_p", "capabilities above " + context.caller().lastCap()
                    + " are left out, which this kernel does not have");
        }
        return new Cred.Caps(caps.inheritable() & all, caps.permitted() & all, caps.effective() & all,
                caps.bounding() & all, objects.lacksSecurebits(cred) ? 0 : caps.securebits());
    }

    private static PlanCred.Caps plan(Cred.Caps caps, long bounding, long ambient) {
        return new PlanCred.Caps(caps.inheritable(), caps.permitted(), caps.effective(), bounding,
                ambient & caps.permitted() & caps.inheritable(), caps.securebits());
    }
}
