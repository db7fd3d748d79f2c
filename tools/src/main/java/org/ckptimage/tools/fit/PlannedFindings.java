// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark;

/** What was planned, as findings: each object and field once, with the tasks that it is about. */
final class PlannedFindings {
    private static final int MOST_TASKS = 3;

    private final Planned planned;
    private final StepWords words;
    private final Places places;
    private final FindingSink findings;

    PlannedFindings(Planned planned, Caller caller, Places places, FindingSink findings) {
        this.planned = planned;
        this.words = new StepWords(caller, places);
        this.places = places;
        this.findings = findings;
    }

    void report() {
        planned.remarks().forEach(this::remark);
        Map<Step, List<Integer>> steps = new LinkedHashMap<>();
        for (Step step : planned.authorisation().denied()) {
            Step same = new Step(0, step.recordType(), step.objref(), step.field(), step.verdict(),
                    step.needed(), step.missing());
            steps.computeIfAbsent(step.recordType().equals("task") ? step : same, any -> new ArrayList<>())
                    .add(step.position());
        }
        steps.forEach(this::step);
    }

    /**
     * Where a user object has another uid than its creds there is a rule for any image, and full sets of 2009
     * are no surprise.
     */
    private void remark(Remark remark) {
        if (remark.weight() == Remark.Weight.WARNING && (remark.field().equals("user_ref")
                || remark.message().startsWith("capabilities above ") && places.full((int) remark.id()))) {
            return;
        }
        Rule rule = RuleTable.of(remark);
        String task = remark.recordType().equals("task") ? "task " + remark.id() + ": " : "";
        String error = remark.error().isEmpty() ? "" : " (" + remark.error() + ")";
        String message = rule == Rule.CKH005 ? words.lost((int) remark.id()) : remark.message();
        findings.report(places.finding(rule, new Places.Place(remark.recordType(), remark.id(),
                remark.field()), task + message + error));
    }

    private void step(Step step, List<Integer> positions) {
        boolean task = step.recordType().equals("task");
        long id = task ? pid(step.position()) : step.objref();
        Rule rule = RuleTable.of(step);
        findings.report(places.finding(rule, new Places.Place(step.recordType(), id, step.field()),
                who(step, positions) + words.of(step)));
    }

    private int pid(int position) {
        Task task = planned.sources().get(position);
        return task == null ? 0 : task.ids().pid();
    }

    private String who(Step step, List<Integer> positions) {
        if (step.recordType().equals("user_ns") || step.recordType().startsWith("ipc_")) {
            return "";
        }
        List<String> names = positions.stream().distinct().map(planned.sources()::get)
                .map(task -> task == null ? "a ghost" : "task " + task.ids().pid() + " " + task.comm())
                .toList();
        String more = names.size() > MOST_TASKS ? " and " + (names.size() - MOST_TASKS) + " more" : "";
        return names.stream().limit(MOST_TASKS).collect(Collectors.joining(", ")) + more + ": ";
    }
}
