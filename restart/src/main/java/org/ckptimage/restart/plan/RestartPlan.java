// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a restart does (PLAN.md). Values refer to each other by position; {@link PlanTask#NONE} is no
 * position.
 *
 * @param tasks processes, threads and ghosts; a maker stands before what it makes
 * @param creds credentials of the tasks
 * @param userNamespaces user namespaces to make; a parent stands before its children
 * @param ipc objects of the IPC namespace that all tasks are born into; empty for that of the caller
 * @param files files that tasks hold open
 * @param command what to run as one of the tasks once all are there
 * @param limits how long it may take
 */
public record RestartPlan(List<PlanTask> tasks, List<PlanCred> creds, List<PlanUserNs> userNamespaces,
        List<PlanIpc> ipc, PlanFiles files, Optional<PlanCommand> command, Limits limits) {
    public RestartPlan {
        tasks = List.copyOf(tasks);
        creds = List.copyOf(creds);
        userNamespaces = List.copyOf(userNamespaces);
        ipc = List.copyOf(ipc);
        Objects.requireNonNull(files);
        Objects.requireNonNull(command);
        Objects.requireNonNull(limits);
    }

    /** A plan whose tasks wait when they are restored. */
    public RestartPlan(List<PlanTask> tasks, List<PlanCred> creds, List<PlanUserNs> userNamespaces) {
        this(tasks, creds, userNamespaces, List.of(), PlanFiles.NONE, Optional.empty(), Limits.STANDARD);
    }

    /** The same plan with IPC objects. */
    public RestartPlan with(List<PlanIpc> objects) {
        return new RestartPlan(tasks, creds, userNamespaces, objects, files, command, limits);
    }

    /** The same plan with files. */
    public RestartPlan with(PlanFiles open) {
        return new RestartPlan(tasks, creds, userNamespaces, ipc, open, command, limits);
    }

    /** The same plan with a command to run, which has descriptors 0, 1 and 2 from the caller. */
    public RestartPlan running(PlanCommand program) {
        return new RestartPlan(tasks, creds, userNamespaces, ipc, files.besidesStandard(program.task()),
                Optional.of(program), limits);
    }

    /** The same plan within other limits. */
    public RestartPlan within(Limits other) {
        return new RestartPlan(tasks, creds, userNamespaces, ipc, files, command, other);
    }

    /**
     * Milliseconds.
     *
     * @param phase for each phase
     * @param release from the last phase to the order to go on; 0 for no limit
     */
    public record Limits(int phase, int release) {
        /** Ten seconds a phase. */
        public static final Limits STANDARD = new Limits(10_000, 0);
    }
}
