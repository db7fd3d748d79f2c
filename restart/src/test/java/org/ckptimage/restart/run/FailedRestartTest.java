// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.ALL;
import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.ckptimage.restart.Plans.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restarts that fail: each at its own step, with its place, and with nothing left behind. */
@NeedsRoot
final class FailedRestartTest {
    private static RestartFailure failure(RestartPlan plan) throws IOException {
        try (Restarted restarted = Restarted.asRoot()) {
            return restarted.failure(plan);
        }
    }

    private static void assertFails(RestartPlan plan, String record, String step, String error)
            throws IOException {
        RestartFailure failure = failure(plan);
        assertEquals(record + " " + step + " " + error,
                failure.recordType() + " " + failure.step() + " " + failure.error(), failure.text());
    }

    /** A4, and A15: the last of several tasks. */
    @Test
    void capabilitiesThatTheCallerLacks() throws IOException {
        long lacking = ALL & ~HELD;
        assumeTrue(lacking != 0, "the caller lacks no capability");
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        plans.process(root, 0);
        plans.process(root, plans.add(cred(0, caps(Long.lowestOneBit(lacking), HELD))));
        RestartFailure failure = failure(plans.plan());
        assertEquals(new RestartFailure(OptionalInt.of(2), "cred", 17, "cap_p", "capset", 1, "EPERM"),
                failure);
    }

    /** A2, A6: refused before anything is done. */
    @Test
    void plansThatAreRefused() throws IOException {
        for (PlanCred cred : new PlanCred[] {cred(5, caps(0, HELD), IntStream.range(0, 65_537).toArray()),
            cred(0xffff_ffffL, caps(0, HELD)), cred(NONE, ids(5), ids(0xffff_ffffL), caps(0, HELD))}) {
            assertFails(Plans.of(cred), "cred", "check", "EINVAL");
        }
        assertFails(Plans.of(cred(5, caps(0, HELD), -1)), "groupinfo", "check", "EINVAL");
    }

    /** A5, A7: what Java refuses before, the kernel does as well. */
    @Test
    void credsThatNoKernelTakes() throws IOException {
        assertFails(Plans.of(cred(5, new PlanCred.Caps(0, 0, 1, HELD, 0, 0))), "cred", "capset", "EPERM");
        assertFails(Plans.of(cred(5, new PlanCred.Caps(0, 0, 0, HELD, 0, 0x1000))), "cred", "securebits",
                "EPERM");
        assertFails(Plans.of(cred(5, new PlanCred.Caps(0, 1, 0, HELD, 1, 0))), "cred", "ambient", "EPERM");
    }

    /** A6: nothing at all happens before the plan is judged. */
    @Test
    void noPhaseBeginsBeforeThePlanIsJudged() throws IOException {
        try (Restarted restarted = Restarted.asRoot()) {
            StringBuilder said = new StringBuilder();
            RestartProcess process = restarted.start(Plans.of(cred(0xffff_ffffL, caps(0, HELD))),
                    event -> said.append(event.getClass().getSimpleName()).append(' '));
            assertThrows(RestartException.class, process::awaitReady);
            assertEquals("Failed", said.toString().strip());
        }
    }

    /** A11. */
    @Test
    void mapsThatNoKernelTakes() throws IOException {
        for (IdMap map : new IdMap[] {IdMap.of(0, 0, 0), IdMap.of(0, 1, 0xffff_ffffL)}) {
            Plans plans = new Plans();
            plans.process(NONE, plans.add(Plans.root()));
            plans.space(NONE, new Creator(0, 0), map);
            assertFails(plans.plan(), "user_ns", "uid_map", "EINVAL");
        }
    }

    /** A12. */
    @Test
    void aPidThatIsTaken() throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(Plans.root()), 1, NONE, NONE);
        assertFails(plans.plan(), "task", "clone3", "EEXIST");
    }

    /** A14. */
    @Test
    void groupOfAnotherSession() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int leader = plans.leader(root, 0, 0);
        plans.process(root, 0, 0, leader, NONE);
        assertFails(plans.plan(), "task", "setpgid", "EPERM");
    }

    /** A14: /proc shows another session than planned. */
    @Test
    void sessionThatCannotBeReached() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int leader = plans.leader(root, 0, 0);
        plans.process(root, 0, 0, NONE, leader);
        RestartFailure failure = failure(plans.plan());
        assertEquals("verify_sid", failure.step());
        assertEquals("sid", failure.field());
        assertEquals(OptionalInt.of(2), failure.task());
    }

    /** A8. */
    @Test
    void oneLevelTooMany() throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(Plans.root()));
        for (int i = 0; i < 34; i++) {
            plans.space(i - 1, new Creator(0, 0), IdMap.identity());
        }
        RestartFailure failure = failure(plans.plan());
        assertEquals("user_ns", failure.recordType());
        assertEquals("ENOSPC", failure.error());
        assertEquals(133, failure.objref());
    }

    /** A16, A27: SIGSTOP by a stranger, SIGKILL of one task. */
    @ParameterizedTest
    @ValueSource(strings = {"STOP", "KILL", "TERM"})
    void aTaskThatIsDisturbed(String signal) throws IOException, InterruptedException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        plans.process(root, plans.add(cred(1000, caps(0, HELD))));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            new ProcessBuilder("kill", "-" + signal, Integer.toString(restarted.pid(1))).start().waitFor();
            restarted.awaitEnd();
            RestartException e = assertThrows(RestartException.class, restarted.process()::release);
            RestartFailure failure = e.failure().orElseThrow();
            assertEquals(OptionalInt.of(1), failure.task());
            assertEquals(signal.equals("STOP") ? "stopped" : "died", failure.step());
            restarted.assertNothingLeft();
        }
    }

    /** A16: the program is killed at the start of each phase, and when all is ready. */
    @ParameterizedTest
    @ValueSource(strings = {"namespaces", "file 0", "file 30", "tree", "groups", "creds", "ready"})
    void theProgramIsKilled(String phase) throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(Plans.root()), 0);
        int space = plans.space(NONE, new Creator(0, 0), IdMap.identity());
        plans.space(space, new Creator(0, 0), IdMap.identity());
        int user = plans.add(Plans.inside(space, 1000));
        plans.thread(root, 0, 0);
        for (int i = 0; i < 100; i++) {
            plans.process(i % 2 == 0 ? root : 2 + i / 2, i % 3 == 0 ? user : 0);
        }
        PlanFiles files = new PlanFiles(Collections.nCopies(50, new PlanFiles.Opened(31, "/dev/null", 0, user,
                0)), IntStream.range(0, 50).mapToObj(i -> new PlanFiles.Held(root, i, i,
                        OnExec.KEEP)).toList());
        try (Restarted restarted = Restarted.asRoot()) {
            RestartProcess[] started = new RestartProcess[1];
            started[0] = restarted.start(plans.plan().with(files), event -> {
                boolean now = event instanceof RestartEvent.Phase at && at.name().equals(phase)
                        || event instanceof RestartEvent.FileOpened file && phase.equals("file "
                                + file.index())
                        || event instanceof RestartEvent.Ready && phase.equals("ready");
                if (now) {
                    ProcessHandle.of(started[0].pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            });
            RestartException e = assertThrows(RestartException.class, () -> {
                started[0].awaitReady();
                started[0].release();
            });
            // by then the comparison with /proc may have begun, and sees tasks that are gone
            assertTrue(e.failure().map(RestartFailure::step).filter(step -> !phase.equals("ready")
                    || !step.startsWith("verify_")).isEmpty(), e.getMessage());
            restarted.assertNothingLeft();
        }
    }

    /** A16: end of input in every phase. */
    @Test
    void theOrdersEnd() throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(Plans.root(), Plans.root()))) {
            restarted.process().close();
            restarted.assertNothingLeft();
        }
    }

    /** A27: the order to go on does not come. */
    @Test
    void nobodyReleases() throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(
                Plans.of(Plans.root()).within(new RestartPlan.Limits(10_000, 1)))) {
            restarted.awaitEnd();
            RestartException e = assertThrows(RestartException.class, restarted.process()::release);
            assertEquals("timeout", e.failure().orElseThrow().step());
        }
    }
}
