// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.restart.capture.proc.ProcFs;

/**
 * Reads tasks while none of them changes.
 *
 * <p>A task that sleeps is left alone: only it can change its cred, and if it did not give up or lose a
 * processor between two looks and sleeps at both, it did not run. A stop would end some of its system
 * calls with EINTR. A task that runs, or did between two looks, is stopped. What counts is what three
 * looks show alike.
 */
final class RestfulReader {
    private static final int TRIES = 12;

    private final ProcFs proc;
    private final CaptureProgram program;
    private final SnapshotReader reader;
    private final SpaceSurvey survey;
    private final Set<Integer> stopped = new HashSet<>();
    private final Map<Integer, String> unstoppable = new HashMap<>();

    RestfulReader(ProcFs proc, CaptureProgram program, SnapshotReader reader, SpaceSurvey survey) {
        this.proc = proc;
        this.program = program;
        this.reader = reader;
        this.survey = survey;
    }

    /** @throws CaptureException EAGAIN if tasks change all the time */
    Evidence read(int pid) throws IOException {
        int restless = pid;
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            last = null;
            try {
                Snapshot first = reader.read();
                List<ThreadFacts> moving = first.running();
                if (moving.isEmpty()) {
                    Evidence evidence = evidence(first);
                    moving = reader.read().changedSince(first);
                    Snapshot third = reader.read();
                    if (moving.isEmpty() && third.equals(first)) {
                        return evidence;
                    }
                    moving = moving.isEmpty() ? third.changedSince(first) : moving;
                }
                restless = moving.isEmpty() ? pid : moving.get(0).tid();
                stop(moving);
            } catch (IOException e) {
                // it may have vanished, or changed so much that its parts do not fit together
                last = e;
            }
        }
        throw failure(pid, restless, last);
    }

    private CaptureException failure(int pid, int restless, IOException last) {
        if (!proc.exists(pid)) {
            return new CaptureException(pid, "ESRCH", "there is no such process");
        }
        if (last instanceof CaptureException refused) {
            return refused;
        }
        String why = unstoppable.containsKey(restless) ? "it cannot be stopped (" + unstoppable.get(restless)
                + ") and changed at each of " + TRIES + " looks"
                : "it, or the tree around it, changed at each of " + TRIES + " looks";
        CaptureException failure = new CaptureException(restless, "EAGAIN",
                last == null ? why : why + ": " + last.getMessage());
        if (last != null) {
            failure.initCause(last);
        }
        return failure;
    }

    private void stop(List<ThreadFacts> moving) throws IOException {
        for (ThreadFacts task : moving) {
            if (!task.stat().zombie() && !stopped.contains(task.tid())) {
                Optional<String> error = program.stop(task.tid());
                error.ifPresentOrElse(name -> unstoppable.put(task.tid(), name),
                        () -> stopped.add(task.tid()));
            }
        }
    }

    private Evidence evidence(Snapshot snapshot) throws IOException {
        Map<Integer, HiddenCred> hidden = program.creds();
        Map<Integer, Evidence.ProcessFacts> processes = new HashMap<>();
        for (ThreadFacts task : snapshot.tasks()) {
            if (task.leads() && !task.stat().zombie()) {
                processes.put(task.pid(), process(task.pid()));
            }
        }
        return new Evidence(snapshot, hidden, survey.find(snapshot, hidden), processes);
    }

    private Evidence.ProcessFacts process(int pid) throws IOException {
        return new Evidence.ProcessFacts(proc.directory(pid, "cwd").orElse("/"),
                proc.directory(pid, "root").orElse("/"), proc.limits(pid));
    }
}
