// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ckptimage.restart.capture.proc.ProcFs;

/** Finds the user namespaces of tasks and all above them up to the caller's own, with their maps. */
final class SpaceSurvey {
    private final ProcFs proc;
    private final CaptureProgram program;
    private final int self;

    SpaceSurvey(ProcFs proc, CaptureProgram program, int self) {
        this.proc = proc;
        this.program = program;
        this.self = self;
    }

    /** The namespaces by inode, and that of each living task. */
    record Found(long own, Map<Long, Space> spaces, Map<Integer, Long> ofTasks) {
        Found {
            spaces = Map.copyOf(spaces);
            ofTasks = Map.copyOf(ofTasks);
        }
    }

    Found find(Snapshot snapshot, Map<Integer, HiddenCred> hidden) throws IOException {
        long own = proc.ownNamespace("user").orElseThrow(() -> new IOException("/proc: no ns/user"));
        Map<Integer, Long> ofTasks = new HashMap<>();
        Map<Long, Integer> witnesses = new HashMap<>();
        for (ThreadFacts task : snapshot.tasks()) {
            if (!task.stat().zombie()) {
                long inode = inode(task, own, hidden);
                ofTasks.put(task.tid(), inode);
                witnesses.putIfAbsent(inode, task.tid());
            }
        }
        Map<Long, Space> spaces = new HashMap<>();
        for (Map.Entry<Long, Integer> witness : witnesses.entrySet()) {
            if (witness.getKey() != own && !spaces.containsKey(witness.getKey())) {
                chain(witness.getValue(), spaces, witnesses);
            }
        }
        return new Found(own, spaces, ofTasks);
    }

    /**
     * A task with more rights than the caller hides its namespace, but the kernel may tell that it is the
     * same.
     */
    private long inode(ThreadFacts task, long own, Map<Integer, HiddenCred> hidden) throws CaptureException {
        OptionalLong inode = task.spaces().user();
        if (inode.isPresent()) {
            return inode.getAsLong();
        }
        HiddenCred its = hidden.get(task.tid());
        HiddenCred mine = hidden.get(self);
        if (its == null || mine == null || its.space() != mine.space()) {
            throw new CaptureException(task.tid(), "EACCES",
                    "its user namespace cannot be seen by this caller");
        }
        return own;
    }

    private void chain(int tid, Map<Long, Space> spaces, Map<Long, Integer> witnesses) throws IOException {
        List<SpaceLink> links = program.spaces(tid);
        for (int level = 0; level < links.size(); level++) {
            SpaceLink link = links.get(level);
            if (!spaces.containsKey(link.inode())) {
                Integer witness = witnesses.get(link.inode());
                int pid = witness == null ? program.enter(tid, level) : witness;
                spaces.put(link.inode(), new Space(link, proc.maps(pid)));
            }
        }
    }
}
