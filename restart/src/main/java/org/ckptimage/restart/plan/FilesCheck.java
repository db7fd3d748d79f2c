// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.model.files.OpenFlags;
import org.ckptimage.restart.plan.PlanFiles.Held;
import org.ckptimage.restart.plan.PlanFiles.Opened;
import org.ckptimage.restart.plan.PlanTask.Kind;

/** Judges the files of a plan. */
final class FilesCheck {
    private static final int MOST_FILES = 4096;
    private static final int MOST_HELD = 65_536;
    private static final int MOST_NAME = 4095;
    private static final int FLAGS = OpenFlags.ACCESS | OpenFlags.APPEND | OpenFlags.NONBLOCK
            | OpenFlags.DSYNC | OpenFlags.SYNC;

    private final RestartPlan plan;
    private final List<PlanFault> faults = new ArrayList<>();

    private FilesCheck(RestartPlan plan) {
        this.plan = plan;
    }

    static List<PlanFault> faults(RestartPlan plan) {
        FilesCheck check = new FilesCheck(plan);
        List<Opened> opened = plan.files().opened();
        List<Held> held = plan.files().held();
        for (int i = 0; i < opened.size(); i++) {
            check.add(i, opened.get(i), check.fault(opened.get(i)));
        }
        for (int i = 0; i < held.size(); i++) {
            Optional<String> fault = check.fault(i, held.get(i));
            if (fault.isPresent()) {
                check.faults.add(new PlanFault("fd", i, 0, fault.get(),
                        "does not fit the others, or its task"));
            }
        }
        if (opened.size() > MOST_FILES || held.size() > MOST_HELD) {
            check.faults.add(new PlanFault("plan", 0, 0, "files", "more than " + MOST_FILES + " files or "
                    + MOST_HELD + " descriptors"));
        }
        return check.faults;
    }

    private void add(int at, Opened file, Optional<String> fault) {
        fault.ifPresent(field -> faults.add(new PlanFault("file", at, file.objref(), field,
                "it cannot be opened so")));
    }

    private Optional<String> fault(Opened file) {
        String name = file.name();
        if (!name.startsWith("/") || name.indexOf('\0') >= 0 || name.length() > MOST_NAME
                || name.chars().anyMatch(c -> c > 0xff)) {
            return Optional.of("name");
        }
        if ((file.flags() & ~FLAGS) != 0 || (file.flags() & OpenFlags.ACCESS) == OpenFlags.ACCESS) {
            return Optional.of("f_flags");
        }
        if (file.cred() != PlanTask.NONE && (file.cred() < 0 || file.cred() >= plan.creds().size())) {
            return Optional.of("f_credref");
        }
        return file.pos() < 0 ? Optional.of("f_pos") : Optional.empty();
    }

    private Optional<String> fault(int at, Held one) {
        if (one.task() < 0 || one.task() >= plan.tasks().size()
                || plan.tasks().get(one.task()).kind() != Kind.PROCESS) {
            return Optional.of("task");
        }
        if (one.file() < 0 || one.file() >= plan.files().opened().size()) {
            return Optional.of("fd_objref");
        }
        boolean rising = at == 0 || isBehind(one, plan.files().held().get(at - 1));
        return one.number() < 0 || one.number() > PlanCheck.MOST_FD || !rising
                ? Optional.of("fd_descriptor") : Optional.empty();
    }

    private static boolean isBehind(Held one, Held before) {
        return one.task() > before.task() || one.task() == before.task() && one.number() > before.number();
    }
}
