// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command as one of the restored tasks (A24). */
@NeedsRoot
final class CommandRestartTest {
    private static int status(RestartPlan plan) throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(plan)) {
            restarted.process().release();
            int status = restarted.process().awaitCommand();
            restarted.assertNothingLeft();
            return status;
        }
    }

    private static RestartPlan plan(Privileges privileges, String script) {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int task = plans.process(root, plans.add(cred(0, caps(0, HELD))));
        return plans.plan().running(new PlanCommand(task, List.of("/bin/sh", "-c", script), List.of("A=b"),
                privileges));
    }

    @ParameterizedTest
    @CsvSource({"exit 42, 0x2a00", "kill -9 $$, 0x9", "test $A = b, 0"})
    void theStatusIsThatOfTheCommand(String script, String status) throws IOException {
        assertEquals(Integer.decode(status), status(plan(Privileges.NONE_NEW, script)));
    }

    /** It may end before the program has seen that all tasks are gone. */
    @RepeatedTest(20)
    void aCommandThatEndsAtOnce() throws IOException {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(Plans.root()));
        assertEquals(0x100, status(plans.plan().running(new PlanCommand(task, List.of("/bin/false"),
                List.of(), Privileges.NONE_NEW))));
    }

    /** Root without capabilities stays so, unless it is allowed to regain them. */
    @Test
    void nothingIsRegained(@TempDir Path directory) throws IOException {
        Path seen = directory.resolve("seen");
        String script = "grep -E '^(CapPrm|NoNewPrivs)' /proc/self/status > " + seen;
        assertEquals(0, status(plan(Privileges.NONE_NEW, script)));
        assertEquals("CapPrm:\t0000000000000000\nNoNewPrivs:\t1\n", Files.readString(seen));
        assertEquals(0, status(plan(Privileges.AS_USUAL, script)));
        assertEquals(String.format("CapPrm:\t%016x\nNoNewPrivs:\t0\n", HELD), Files.readString(seen));
    }

    @Test
    void aCommandThatIsNotThere() throws IOException {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(Plans.root()));
        RestartPlan plan = plans.plan().running(new PlanCommand(task, List.of("/nonexistent/program"),
                List.of(), Privileges.NONE_NEW));
        try (Restarted restarted = Restarted.asRoot().ready(plan)) {
            RestartException e = assertThrows(RestartException.class, restarted.process()::release);
            assertEquals("exec ENOENT", e.failure().orElseThrow().step() + " "
                    + e.failure().orElseThrow().error());
            restarted.assertNothingLeft();
        }
    }
}
