// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.time.Clock;
import org.ckptimage.restart.capture.proc.ProcFs;

/** Captures live tasks. They run on unchanged. */
public final class Capture {
    /** How much is captured. */
    public enum Scope {
        /** One process with its threads. */
        PROCESS,
        /** A process and all that descend from it, but not the capturing process. */
        TREE
    }

    private final Clock clock;
    private final ProcFs proc = ProcFs.standard();

    /**
     * @param clock gives the time of capture
     */
    public Capture(Clock clock) {
        this.clock = clock;
    }

    /**
     * Captures a process.
     *
     * @throws CaptureException if there is none, if it may not be looked at, or if it changes all the time
     */
    public Captured take(int pid, Scope scope) throws IOException {
        int self = (int) ProcessHandle.current().pid();
        if (pid == self) {
            throw new CaptureException(pid, "EINVAL", "it is the capturing process itself");
        }
        if (pid <= 0 || !proc.exists(pid)) {
            throw new CaptureException(pid, "ESRCH", "there is no such process");
        }
        try (CaptureProgram program = CaptureProgram.start()) {
            Evidence evidence = new RestfulReader(proc, program, new SnapshotReader(proc, pid, scope, self),
                    new SpaceSurvey(proc, program, self)).read(pid);
            return new ImageBuilder(evidence, proc).build(clock.instant().getEpochSecond());
        }
    }
}
