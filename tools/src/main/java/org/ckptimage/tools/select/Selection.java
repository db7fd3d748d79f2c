// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.select;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;

/**
 * An expression in CEL (Common Expression Language) over one task and the creds that it acts with, such as
 * {@code euid == 0 && "SYS_ADMIN" in cap_effective}. It reaches nothing
 * but the variables, and ends.
 */
public final class Selection {
    private static final int MOST_STEPS = 1_000_000;

    private final CelRuntime.Program program;

    private Selection(CelRuntime.Program program) {
        this.program = program;
    }

    /** Compiles an expression; its variables and types are checked. */
    public static Selection of(String expression) throws SelectionProblem {
        CelBuilder builder = CelFactory.standardCelBuilder().setResultType(SimpleType.BOOL)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setOptions(CelOptions.current().comprehensionMaxIterations(MOST_STEPS).build());
        Variables.TYPES.forEach(builder::addVar);
        Cel cel = builder.build();
        try {
            return new Selection(cel.createProgram(cel.compile(expression, "--select").getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw problem(e);
        }
    }

    /** The image with the tasks that the expression is true of, and the creds that they use. */
    public Image in(Image image) throws SelectionProblem {
        Variables variables = new Variables(image);
        List<Task> tasks = new ArrayList<>();
        Set<Integer> creds = new HashSet<>();
        for (Task task : image.tasks()) {
            if (holds(variables.of(task))) {
                tasks.add(task);
                task.credRef().ifPresent(creds::add);
                task.ecredRef().ifPresent(creds::add);
            }
        }
        return new Image(image.format(), image.header(), tasks,
                image.creds().stream().filter(cred -> creds.contains(cred.objref())).toList(), image.users(),
                image.userNamespaces(), image.groupinfos(), image.namespaces(), image.utsNamespaces(),
                image.recordCounts(), image.failures(), image.criu());
    }

    private boolean holds(Map<String, Object> variables) throws SelectionProblem {
        try {
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException e) {
            throw problem(e);
        }
    }

    private static SelectionProblem problem(Exception e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new SelectionProblem("--select: " + first.replace("ERROR: --select:", "column ")
                .replaceFirst("column 1:", "column "), e);
    }
}
