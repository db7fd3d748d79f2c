// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.capture.proc.ProcFs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured processes run on as if nothing had been, and are never seen halfway (A20 to A22). */
@NeedsRoot
@Timeout(60)
final class FreezeTest {
    private static final int MANY = 25;

    @Test
    void aSleepingTaskIsNotDisturbed() throws IOException {
        try (Target target = new Target("sleeper")) {
            awaitState(target.pid(), "S");
            String switches = ProcFile.status(target.pid() + "").get("voluntary_ctxt_switches");
            for (int i = 0; i < MANY; i++) {
                assertEquals("target", Captures.image(target.pid(),
                        Capture.Scope.TREE).tasks().get(0).comm());
            }
            assertEquals(switches, ProcFile.status(target.pid() + "").get("voluntary_ctxt_switches"));
            target.poke();
            assertEquals("got 1 errno 0", target.line());
        }
    }

    private static void awaitState(int pid, String state) {
        while (!ProcFile.status(pid + "").get("State").startsWith(state)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunningTaskGoesOn() throws IOException {
        try (Target target = new Target("runner")) {
            for (int i = 0; i < MANY; i++) {
                Image image = Captures.image(target.pid(), Capture.Scope.PROCESS);
                assertEquals(2, image.tasks().size());
                assertTrue(image.tasks().get(1).thread());
                target.poke();
                assertEquals("moved", target.line());
                assertEquals("0", ProcFile.status(target.pid() + "").get("TracerPid"));
            }
        }
    }

    /** A tracer that dies lets its tracees run, whatever ended it. */
    @Test
    void theProgramIsKilled() throws IOException {
        try (Target target = new Target("runner"); CaptureProgram program = CaptureProgram.start()) {
            for (int tid : ProcFs.standard().threads(target.pid())) {
                assertEquals(Optional.empty(), program.stop(tid));
                assertTrue(ProcFile.status(tid + "").get("State").startsWith("t"));
            }
            ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
            target.poke();
            assertEquals("moved", target.line());
        }
    }

    /** Whoever changes all the time is captured in one of the states it really has, or not at all. */
    @ParameterizedTest
    @ValueSource(strings = {"flipper", "drowsy"})
    void aCredIsNeverMixed(String mode) throws IOException {
        Set<Cred.Ids> possible = Set.of(Plans.ids(0), new Cred.Ids(1001, 1001, 0, 1001));
        int captured = 0;
        try (Target target = new Target(mode)) {
            for (int i = 0; i < MANY; i++) {
                try {
                    Cred cred = Captures.cred(Captures.image(target.pid(), Capture.Scope.PROCESS), 0);
                    assertTrue(possible.contains(cred.users()), cred + "");
                    assertEquals(cred.users().effective() == 0 ? Plans.HELD : 0, cred.caps().effective());
                    captured++;
                } catch (CaptureException e) {
                    assertEquals("EAGAIN", e.error());
                }
            }
        }
        assertTrue(captured > 0, "never captured");
    }

    @Test
    void aTaskThatCannotBeStopped() throws IOException {
        try (Target target = new Target("traced")) {
            CaptureException failure = assertThrows(CaptureException.class,
                    () -> Captures.take(target.pid(), Capture.Scope.PROCESS));
            assertEquals("EAGAIN", failure.error());
            assertEquals(target.pid(), failure.pid());
            assertTrue(failure.getMessage().contains("cannot be stopped (EPERM)"), failure.getMessage());
        }
    }

    @Test
    void nobodyAndOneself() {
        assertEquals("ESRCH", assertThrows(CaptureException.class,
                () -> Captures.take(4_194_305, Capture.Scope.PROCESS)).error());
        assertEquals("EINVAL", assertThrows(CaptureException.class,
                () -> Captures.take((int) ProcessHandle.current().pid(), Capture.Scope.TREE)).error());
    }
}
