// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Planned;

/** Turns the words of a command line into a command of a plan. */
public final class Commands {
    private final Map<String, String> environment;

    /** @param environment what the command gets, and whose PATH counts */
    public Commands(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * A command as one task of a plan.
     *
     * @param pid number of a process in the image; empty for the only one
     */
    public Optional<PlanCommand> of(Planned planned, Optional<Integer> pid, List<String> words,
            Privileges privileges) {
        RestartPlan plan = planned.plan().orElseThrow();
        List<Integer> processes = new ArrayList<>();
        for (Map.Entry<Integer, Task> source : planned.sources().entrySet()) {
            boolean meant = pid.isEmpty() || pid.get() == source.getValue().ids().pid();
            if (meant && plan.tasks().get(source.getKey()).kind() == Kind.PROCESS) {
                processes.add(source.getKey());
            }
        }
        if (processes.size() != 1) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(words);
        arguments.set(0, program(words.get(0)));
        List<String> variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue()).sorted().toList();
        return Optional.of(new PlanCommand(processes.get(0), arguments, variables, privileges));
    }

    private String program(String name) {
        if (name.contains("/")) {
            return name;
        }
        for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return file.toString();
            }
        }
        return name;
    }
}
