// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/** Judges a plan by itself; whether the caller may do it is another question. The program checks it again. */
public final class PlanCheck {
    /** Most tasks that are made unless the caller wants more. */
    public static final int USUAL_TASKS = 4096;
    /** Most tasks that the program makes. */
    public static final int MOST_TASKS = 32_000;
    /** Highest number of a descriptor: each process has a table up to there. */
    public static final int MOST_FD = 4095;
    private static final int MOST_NAMESPACES = 1024;
    private static final int MOST_GROUPS = 65_536;
    private static final long NO_ID = 0xffff_ffffL;
    private static final long SECUREBITS = 0xfff;

    private final RestartPlan plan;
    private final int lastCap;
    private final List<PlanFault> faults = new ArrayList<>();
    /** Lists that were judged, by identity. */
    private final Set<GroupList> lists = Collections.newSetFromMap(new IdentityHashMap<>());

    private PlanCheck(RestartPlan plan, int lastCap) {
        this.plan = plan;
        this.lastCap = lastCap;
    }

    /** Everything that is wrong; {@code lastCap} is the highest capability of the kernel. */
    public static List<PlanFault> faults(RestartPlan plan, int lastCap) {
        PlanCheck check = new PlanCheck(plan, lastCap);
        check.counts();
        check.faults.addAll(NamespaceCheck.faults(plan.userNamespaces()));
        for (int i = 0; i < plan.creds().size(); i++) {
            check.cred(i, plan.creds().get(i));
        }
        check.faults.addAll(FamilyCheck.faults(plan));
        check.faults.addAll(IpcCheck.faults(plan.ipc()));
        check.faults.addAll(FilesCheck.faults(plan));
        if (check.faults.isEmpty()) {
            check.faults.addAll(MappedCheck.faults(plan));
        }
        return List.copyOf(check.faults);
    }

    private void counts() {
        int tasks = plan.tasks().size();
        if (tasks == 0 || tasks > MOST_TASKS) {
            faults.add(new PlanFault("plan", 0, 0, "n_tasks", tasks + " tasks, want 1 to " + MOST_TASKS));
        }
        if (plan.userNamespaces().size() > MOST_NAMESPACES) {
            faults.add(new PlanFault("plan", 0, 0, "n_ns", "more than " + MOST_NAMESPACES
                    + " user namespaces"));
        }
    }

    private void cred(int at, PlanCred cred) {
        if (cred.userNs() != PlanTask.NONE && (cred.userNs() < 0
                || cred.userNs() >= plan.userNamespaces().size())) {
            add(at, cred, "user_ns", "there is no such user namespace");
        }
        ids(at, cred, cred.users(), "uid");
        ids(at, cred, cred.groups(), "gid");
        caps(at, cred, cred.caps());
        groups(at, cred.groupinfo());
    }

    /** For setresuid and its kin 0xffffffff means no change, so root would stay root. */
    private void ids(int at, PlanCred cred, Cred.Ids ids, String field) {
        String[] prefix = {"", "e", "s", "fs"};
        long[] all = {ids.real(), ids.effective(), ids.saved(), ids.filesystem()};
        for (int i = 0; i < all.length; i++) {
            if (all[i] < 0 || all[i] >= NO_ID) {
                add(at, cred, prefix[i] + field, "0x" + Long.toHexString(all[i]) + " is no id");
            }
        }
    }

    private void caps(int at, PlanCred cred, PlanCred.Caps caps) {
        long above = lastCap >= Long.SIZE - 1 ? 0 : -1L << (lastCap + 1);
        long all = caps.inheritable() | caps.permitted() | caps.effective() | caps.bounding()
                | caps.ambient();
        if ((all & above) != 0) {
            add(at, cred, "caps", "holds capabilities above " + lastCap);
        }
        if ((caps.effective() & ~caps.permitted()) != 0) {
            add(at, cred, "cap_effective", "is not within the permitted set");
        }
        if ((caps.ambient() & ~(caps.permitted() & caps.inheritable())) != 0) {
            add(at, cred, "ambient", "is not within the permitted and the inheritable set");
        }
        if ((caps.securebits() & ~SECUREBITS) != 0) {
            add(at, cred, "securebits", "holds flags that no kernel has");
        }
    }

    private void groups(int at, PlanCred.Groups groups) {
        int size = groups.list().size();
        if (!lists.add(groups.list())) {
            return;
        }
        if (size > MOST_GROUPS) {
            faults.add(new PlanFault("groupinfo", at, groups.objref(), "ngroups", size + " groups, at most "
                    + MOST_GROUPS));
        }
        for (int i = 0; i < size; i++) {
            if (groups.list().get(i) == NO_ID || i > 0 && groups.list().get(i) < groups.list().get(i - 1)) {
                faults.add(new PlanFault("groupinfo", at, groups.objref(), "groups",
                        "not in rising order below 0xffffffff"));
                return;
            }
        }
    }

    private void add(int at, PlanCred cred, String field, String message) {
        faults.add(new PlanFault("cred", at, cred.objref(), field, message));
    }
}
