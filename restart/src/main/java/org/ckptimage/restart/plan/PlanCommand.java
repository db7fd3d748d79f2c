// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.List;
import java.util.Objects;

/**
 * A command that one restored task becomes.
 *
 * @param task position of the task
 * @param arguments the path of the program, then its arguments
 * @param environment {@code NAME=VALUE} each
 * @param privileges what it may gain by its files
 */
public record PlanCommand(int task, List<String> arguments, List<String> environment, Privileges privileges) {
    public PlanCommand {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        Objects.requireNonNull(privileges);
    }

    /** What a program may gain when it is executed. */
    public enum Privileges {
        /** Nothing: {@code no_new_privs}. Else a task of uid 0 regains what it had given up. */
        NONE_NEW,
        /** Whatever the kernel gives. */
        AS_USUAL
    }
}
