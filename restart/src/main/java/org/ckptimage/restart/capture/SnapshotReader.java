// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ckptimage.restart.capture.proc.ProcFs;
import org.ckptimage.restart.capture.proc.TaskStat;

/** Looks at all tasks once. */
final class SnapshotReader {
    private record Place(int pid, int tid) {}

    private final ProcFs proc;
    private final int root;
    private final Capture.Scope scope;
    private final int self;

    /**
     * @param root the process to begin with
     * @param self a process that is left out with all of its children: the one that looks
     */
    SnapshotReader(ProcFs proc, int root, Capture.Scope scope, int self) {
        this.proc = proc;
        this.root = root;
        this.scope = scope;
        this.self = self;
    }

    /** @throws IOException if a task vanishes meanwhile */
    Snapshot read() throws IOException {
        List<ThreadFacts> tasks = new ArrayList<>();
        Deque<Place> ahead = new ArrayDeque<>();
        pushThreads(root, ahead);
        while (!ahead.isEmpty()) {
            Place place = ahead.pop();
            tasks.add(facts(place));
            if (scope == Capture.Scope.TREE) {
                List<Integer> children = proc.children(place.pid, place.tid);
                for (int i = children.size() - 1; i >= 0; i--) {
                    if (children.get(i) != self) {
                        pushThreads(children.get(i), ahead);
                    }
                }
            }
        }
        return new Snapshot(tasks);
    }

    private void pushThreads(int pid, Deque<Place> ahead) throws IOException {
        List<Integer> threads = proc.threads(pid);
        for (int i = threads.size() - 1; i >= 0; i--) {
            ahead.push(new Place(pid, threads.get(i)));
        }
    }

    private ThreadFacts facts(Place at) throws IOException {
        TaskStat stat = proc.stat(at.pid, at.tid);
        if (stat.vanishing()) {
            throw new IOException("task " + at.tid + " is gone");
        }
        ThreadFacts.Spaces spaces = new ThreadFacts.Spaces(proc.namespace(at.pid, at.tid, "user"),
                proc.namespace(at.pid, at.tid, "uts"), proc.namespace(at.pid, at.tid, "ipc"));
        return new ThreadFacts(at.pid, at.tid, proc.comm(at.pid, at.tid), proc.status(at.pid, at.tid),
                stat, spaces);
    }
}
