// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.List;
import java.util.Optional;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import picocli.CommandLine.ParseResult;

/**
 * What {@code restart} is asked for.
 *
 * @param mode what becomes of the plan
 * @param command what to run
 * @param profile file with the caller; empty for the real one
 * @param seconds limit of each phase
 * @param options the rest of the command line
 */
record RestartRequest(Mode mode, Command command, Optional<String> profile,
        int seconds, ParseResult options) {
    /** What becomes of the plan. */
    enum Mode { DRY_RUN, HOLD, DETACH, COMMAND }

    /**
     * A command as a task.
     *
     * @param words it and its arguments; none without a command
     * @param task pid of the task in the image; empty for the only one
     * @param privileges what it may gain
     */
    record Command(List<String> words, Optional<Integer> task, Privileges privileges) {}
}
