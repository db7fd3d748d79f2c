// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;

/** What a task loses or gains when it becomes a command (execve(2), capabilities(7)). */
public final class ExecChanges {
    private static final int SIGCHLD = 17;
    private static final long NOROOT = 1;

    private ExecChanges() {}

    /** One line for each field that changes; files without capabilities and set-id bits are assumed. */
    public static List<Remark> of(PlanTask task, PlanCred cred, Privileges privileges) {
        List<Remark> changes = new ArrayList<>();
        ids(changes, cred, cred.users(), "uid");
        ids(changes, cred, cred.groups(), "gid");
        Sets after = after(cred, privileges);
        set(changes, cred, "cap_permitted", cred.caps().permitted(), after.permitted);
        set(changes, cred, "cap_effective", cred.caps().effective(), after.effective);
        if (after.ambient != cred.caps().ambient()) {
            set(changes, cred, "cap_ambient", cred.caps().ambient(), after.ambient);
        }
        if (task.signals().exit() != SIGCHLD) {
            changes.add(Remark.warning("task", 0, "exit_signal", task.signals().exit() + " -> " + SIGCHLD));
        }
        changes.add(Remark.warning("task", 0, "comm", "becomes the name of the command"));
        return List.copyOf(changes);
    }

    private static void ids(List<Remark> changes, PlanCred cred, Cred.Ids ids, String field) {
        long[] lost = {ids.saved(), ids.filesystem()};
        String[] prefix = {"s", "fs"};
        for (int i = 0; i < lost.length; i++) {
            if (lost[i] != ids.effective()) {
                changes.add(Remark.warning("cred", cred.objref(), prefix[i] + field, lost[i] + " -> "
                        + ids.effective()));
            }
        }
    }

    private static void set(List<Remark> changes, PlanCred cred, String field, long before, long after) {
        if (before != after) {
            changes.add(Remark.warning("cred", cred.objref(), field, Capability.names(before) + " -> "
                    + Capability.names(after)));
        }
    }

    private record Sets(long permitted, long effective, long ambient) {}

    /** Root gets its bounding set and what it inherits, without new privileges only of what it has. */
    private static Sets after(PlanCred cred, Privileges privileges) {
        PlanCred.Caps caps = cred.caps();
        boolean root = (caps.securebits() & NOROOT) == 0
                && (cred.users().real() == 0 || cred.users().effective() == 0);
        if (!root) {
            return new Sets(caps.ambient(), caps.ambient(), caps.ambient());
        }
        long given = caps.bounding() | caps.inheritable();
        boolean capped = privileges == Privileges.NONE_NEW || cred.flags()
                .contains(PlanCred.Flag.NO_NEW_PRIVS);
        long permitted = capped ? given & caps.permitted() : given;
        return new Sets(permitted, cred.users().effective() == 0 ? permitted : caps.ambient(),
                caps.ambient());
    }
}
