// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Authorisation.Verdict;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.tools.present.TextTable;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** A plan as text: what would be made, what each step takes, and whether the caller may. */
public final class DryRunText {
    private static final int MOST_TASKS_NAMED = 5;

    private final PrintWriter out;
    private final Planned planned;
    private final StepText steps;

    public DryRunText(PrintWriter out, Planned planned) {
        this.out = out;
        this.planned = planned;
        this.steps = new StepText(planned);
    }

    /**
     * Prints the plan of an image.
     *
     * @param minimal the fewest capabilities with which the caller's ids would do; empty if none would
     */
    public void present(String file, OptionalLong minimal) {
        planned.remarks().forEach(remark -> out.print(line(file, remark) + "\n"));
        if (planned.plan().isPresent()) {
            RestartPlan plan = planned.plan().get();
            spaces(plan);
            ipc(plan);
            tasks(plan);
            files(plan);
            rights();
        }
        if (minimal.isPresent()) {
            out.print("fewest capabilities: " + StepText.names(minimal.getAsLong()) + "\n\n");
        }
        out.print(Visible.of(file) + ": " + verdict() + "\n");
    }

    /** A remark as one line. */
    static String line(String file, Remark remark) {
        String weight = remark.weight() == Remark.Weight.REFUSED ? "refused" : "warning";
        return Visible.of(file) + ": " + weight + ": " + Visible.of(remark.text());
    }

    private void spaces(RestartPlan plan) {
        if (plan.userNamespaces().isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        table.row("USER_NS", "PARENT", "CREATOR", "UID_MAP", "GID_MAP", "SETGROUPS");
        for (PlanUserNs space : plan.userNamespaces()) {
            table.row("user_ns:" + space.objref(), space(plan, space.parent()), space.creator().uid() + ":"
                    + space.creator().gid(), map(space.uids()), map(space.gids()),
                    space.setgroups().name().toLowerCase(Locale.ROOT));
        }
        table.print(out);
        out.print("\n");
    }

    private void ipc(RestartPlan plan) {
        if (plan.ipc().isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        table.row("IPC", "KEY", "OWNER", "CREATOR", "MODE", "SIZE");
        for (PlanIpc object : plan.ipc()) {
            IpcPerms perms = object.perms();
            table.row(object.recordType() + ":" + perms.id(), String.format("0x%08x", perms.key()),
                    owner(perms.owner()), owner(perms.creator()), String.format("%04o", perms.mode()),
                    Long.toString(object.size()));
        }
        table.print(out);
        out.print("\n");
    }

    private static String owner(IpcPerms.Owner owner) {
        return owner.uid() + ":" + owner.gid();
    }

    /** Whether a file may be opened is for the kernel to say, then. */
    private void files(RestartPlan plan) {
        if (plan.files().held().isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        table.row("FILE", "FLAGS", "POS", "OPENED BY", "HELD BY", "NAME");
        Map<Integer, List<String>> held = plan.files().held().stream().collect(Collectors.groupingBy(
                PlanFiles.Held::file, Collectors.mapping(one -> position(one.task()) + " fd "
                        + one.number(), Collectors.toList())));
        for (int i = 0; i < plan.files().opened().size(); i++) {
            PlanFiles.Opened file = plan.files().opened().get(i);
            table.row("file:" + file.objref(), "0" + Integer.toOctalString(file.flags()),
                    Long.toString(file.pos()), file.cred() == PlanTask.NONE ? "caller"
                    : "cred:" + plan.creds().get(file.cred()).objref(), some(held.get(i)),
                    Visible.of(file.text()));
        }
        table.print(out);
        out.print("\n");
    }

    private static String space(RestartPlan plan, int position) {
        return position == PlanTask.NONE ? "caller" : "user_ns:" + plan.userNamespaces().get(position)
                .objref();
    }

    private static String map(IdMap map) {
        String first = map.extents().stream().limit(3)
                .map(e -> e.inside() + " " + e.outside() + " " + e.count()).collect(Collectors.joining(", "));
        int more = map.extents().size() - 3;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private void tasks(RestartPlan plan) {
        TextTable table = new TextTable();
        table.row("TASK", "KIND", "PID", "PARENT", "MADE BY", "SESSION", "GROUP", "CRED", "USER_NS", "COMM");
        for (int i = 0; i < plan.tasks().size(); i++) {
            PlanTask task = plan.tasks().get(i);
            PlanTask.Family family = task.family();
            boolean thread = task.kind() == Kind.THREAD;
            boolean ghost = task.kind() == Kind.GHOST;
            PlanCred cred = ghost ? null : plan.creds().get(task.cred());
            table.row(ghost ? "-" : Integer.toString(planned.sources().get(i).ids().pid()),
                    task.kind().name().toLowerCase(Locale.ROOT),
                    task.pid() == 0 ? "any" : Integer.toString(task.pid()),
                    position(thread ? family.leader() : family.parent()), position(family.maker()),
                    position(family.session()), position(family.pgrp()), ghost ? "-" : "cred:"
                    + cred.objref(),
                    ghost ? "-" : space(plan, cred.userNs()), Visible.of(task.comm()));
        }
        table.print(out);
        out.print("\n");
    }

    private String position(int at) {
        Task task = planned.sources().get(at);
        return at == PlanTask.NONE ? "-" : task == null ? "ghost " + at : Integer.toString(task.ids().pid());
    }

    /** A step that tasks share is told once. */
    private void rights() {
        Map<List<String>, List<String>> rights = new LinkedHashMap<>();
        for (Step step : planned.authorisation().steps()) {
            List<String> row = List.of(step.verdict() == Verdict.ALLOWED ? "allowed" : "denied",
                    StepText.place(step.recordType(), step.objref(), step.field()), StepText.needed(step),
                    step.missing() == 0 ? "-" : StepText.names(step.missing()));
            String who = step.recordType().equals("user_ns") ? "the namespace"
                    : step.recordType().startsWith("ipc_") ? "IPC objects" : steps.task(step.position());
            rights.computeIfAbsent(row, any -> new ArrayList<>()).add(who);
        }
        if (rights.isEmpty()) {
            out.print("no step takes a capability\n\n");
            return;
        }
        TextTable table = new TextTable();
        table.row("STEP", "WHAT", "TAKES", "MISSING", "OF");
        rights.forEach((row, who) -> table.row(row.get(0), row.get(1), row.get(2), row.get(3), some(who)));
        table.print(out);
        out.print("all other steps take no capability\n\n");
    }

    private static String some(List<String> who) {
        String first = who.stream().distinct().limit(MOST_TASKS_NAMED).collect(Collectors.joining(", "));
        long more = who.stream().distinct().count() - MOST_TASKS_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private String verdict() {
        if (planned.plan().isEmpty()) {
            return "refused: " + Size.count(planned.refusals().size(), "reason");
        }
        long denied = planned.authorisation().denied().size();
        if (denied == 0) {
            return "can be restarted: " + Size.count(planned.plan().get().tasks().size(), "task");
        }
        long missing = planned.authorisation().missing();
        return "cannot be restarted by this caller: " + Size.count(denied, "step") + " denied"
                + (missing == 0 ? "" : ", it lacks " + StepText.names(missing));
    }
}
