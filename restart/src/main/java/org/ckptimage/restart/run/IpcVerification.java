// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanIpc.Kind;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.RestartPlan;

/** Compares what the kernel told of the IPC objects with the plan, and where the tasks are. */
final class IpcVerification {
    private final RestartPlan plan;
    private final Told told;

    IpcVerification(RestartPlan plan, Told told) {
        this.plan = plan;
        this.told = told;
    }

    /** The first difference. */
    Optional<RestartFailure> difference() {
        if (plan.ipc().isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < plan.ipc().size(); i++) {
            PlanIpc object = plan.ipc().get(i);
            String step = i < told.ipc.size() && told.ipc.get(i).index() == i
                    ? difference(object, told.ipc.get(i)) : "verify_id";
            if (!step.isEmpty()) {
                return Optional.of(failure(OptionalInt.empty(), object.recordType(), object.perms().id(),
                        step));
            }
        }
        for (int i = 0; i < plan.tasks().size(); i++) {
            PlanTask task = plan.tasks().get(i);
            boolean lives = task.kind() == PlanTask.Kind.PROCESS;
            if (lives && !isInside(told.pids.get(i))) {
                return Optional.of(failure(OptionalInt.of(i), "task", 0, "verify_ipc_ns"));
            }
        }
        return Optional.empty();
    }

    private static RestartFailure failure(OptionalInt task, String recordType, int id, String step) {
        return new RestartFailure(task, recordType, id, RestartFailure.fieldOf(step), step, 0, "MISMATCH");
    }

    private static String difference(PlanIpc wanted, RestartEvent.Ipc made) {
        if (!made.perms().equals(wanted.perms())) {
            return "verify_perms";
        }
        boolean whole = wanted.kind() != Kind.MSG || made.used() == wanted.pieces().size();
        return made.size() == wanted.size() && whole ? "" : "verify_contents";
    }

    /** Not every caller may look; who was born in a namespace and entered no other is there. */
    private boolean isInside(int pid) {
        Path link = Path.of("/proc", Integer.toString(pid), "ns/ipc");
        try {
            return !Files.exists(link)
                    || Files.readSymbolicLink(link).toString().equals("ipc:[" + told.ipcSpace + "]");
        } catch (IOException e) {
            return false;
        }
    }
}
