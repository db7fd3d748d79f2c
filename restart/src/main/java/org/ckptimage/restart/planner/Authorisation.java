// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.List;
import java.util.Objects;
import org.ckptimage.restart.plan.RestartPlan;

/**
 * Which steps of a plan its caller may do. Every step is judged against the caller as it is before the first
 * one, never against what an earlier step makes of a task.
 *
 * @param steps the steps that take a right, in the order of the plan
 */
public record Authorisation(List<Step> steps) {
    /** No steps. */
    static final Authorisation NOTHING = new Authorisation(List.of());

    public Authorisation {
        steps = List.copyOf(steps);
    }

    /** Judges all steps of a plan. */
    public static Authorisation of(RestartPlan plan, Caller caller) {
        return new AuthorisationRules(plan, caller).judge();
    }

    /** The steps that the caller may not do. */
    public List<Step> denied() {
        return steps.stream().filter(step -> step.verdict() == Verdict.DENIED).toList();
    }

    /** Capabilities that the caller would need beside its own, bit n for capability n. */
    public long missing() {
        return denied().stream().mapToLong(Step::missing).reduce(0, (a, b) -> a | b);
    }

    /** Whether a step may be done. */
    public enum Verdict { ALLOWED, DENIED }

    /**
     * One step.
     *
     * @param position of the task, the user namespace or the IPC object in the plan
     * @param recordType {@code task}, {@code cred}, {@code groupinfo}, {@code user_ns}, {@code ipc_ns},
     *     {@code ipc_shm}, {@code ipc_msg} or {@code ipc_sem}
     * @param objref of the object, id of an IPC object; 0 for none
     * @param field kernel name of the field
     * @param verdict whether the caller may
     * @param needed capabilities that allow it, bit n for capability n; all of them are needed
     * @param missing those of them that the caller lacks; 0 if no capability helps
     */
    public record Step(int position, String recordType, int objref, String field, Verdict verdict,
            long needed, long missing) {
        public Step {
            Objects.requireNonNull(recordType);
            Objects.requireNonNull(field);
            Objects.requireNonNull(verdict);
        }
    }
}
