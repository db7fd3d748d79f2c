// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.run.RestartFailure;
import org.ckptimage.tools.present.Capabilities;

/** Steps and failures of a plan in the numbers of the image. */
final class StepText {
    private final Planned planned;

    StepText(Planned planned) {
        this.planned = planned;
    }

    /** Such as {@code task 42}; {@code ghost} where the image has no such task. */
    String task(int position) {
        Map<Integer, Task> sources = planned.sources();
        return sources.containsKey(position) ? "task " + sources.get(position).ids().pid() : "ghost "
                + position;
    }

    /** Such as {@code cred:17 .uid}. */
    static String place(String recordType, int objref, String field) {
        return recordType + (objref == 0 ? "" : ":" + objref) + (field.isEmpty() ? "" : " ." + field);
    }

    /** Names of capabilities, or why none helps. */
    static String needed(Step step) {
        return step.needed() == 0 ? "no capability allows it" : names(step.needed());
    }

    /** Names of capabilities; {@code all} are those that have a name. */
    static String names(long set) {
        long named = Capability.NAMED;
        return Capabilities.set(set == 0 || Long.bitCount(set & named) <= Capabilities.known() / 2 ? set
                : set | ~named);
    }

    /** One line with task, record, objref, field, step and errno, and what it would have taken. */
    String failure(RestartFailure failure) {
        StringBuilder text = new StringBuilder(96);
        failure.task().ifPresent(at -> text.append(task(at)).append(": "));
        text.append(place(failure.recordType(), failure.objref(), failure.field())).append(": ")
                .append(failure.step()).append(": ").append(failure.error()).append(" (")
                .append(failure.errno())
                .append(')');
        if (failure.recordType().equals("file")) {
            file(failure.objref()).ifPresent(name -> text.append(": ").append(name));
        }
        long missing = planned.authorisation().missing();
        if (failure.error().equals("EPERM") && missing != 0) {
            text.append("; the caller lacks ").append(names(missing));
        }
        return text.toString();
    }

    private Optional<String> file(int objref) {
        return planned.plan().flatMap(plan -> plan.files().opened().stream()
                .filter(file -> file.objref() == objref).map(PlanFiles.Opened::text).findFirst());
    }
}
