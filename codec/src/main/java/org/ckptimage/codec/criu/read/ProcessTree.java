// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.KobjIds;

/** Puts the facts of all images of a process together. */
final class ProcessTree {
    private final SetFacts facts;

    ProcessTree(SetFacts facts) {
        this.facts = facts;
    }

    List<CriuProcess> processes() {
        return facts.tree.stream().map(this::process).toList();
    }

    private CriuProcess process(SetFacts.TreeRow row) {
        int pid = row.ids().pid();
        Optional<SetFacts.Core> core = Optional.ofNullable(facts.cores.get(pid));
        Optional<SetFacts.TaskFacts> task = core.flatMap(SetFacts.Core::task);
        int state = task.map(SetFacts.TaskFacts::state).orElse(0);
        List<CriuThread> threads = new ArrayList<>();
        for (int tid : tids(row, state)) {
            threads.add(thread(tid, task));
        }
        Optional<KobjIds> objects = Optional.ofNullable(facts.ids.get(pid)).map(SetFacts.Ided::objects)
                .or(() -> core.flatMap(SetFacts.Core::objects));
        return new CriuProcess(row.offset(), row.ids(), task.map(SetFacts.TaskFacts::comm).orElse(""), state,
                task.map(SetFacts.TaskFacts::exitCode).orElse(0L), objects, threads);
    }

    /** The numbers of the threads, the leader first. The list of a zombie means nothing. */
    static int[] tids(SetFacts.TreeRow row, int state) {
        int pid = row.ids().pid();
        if (CriuProcess.dead(state)) {
            return new int[] {pid};
        }
        IntStream others = IntStream.of(row.tids()).filter(tid -> tid != pid);
        return IntStream.concat(IntStream.of(pid), others).toArray();
    }

    private CriuThread thread(int tid, Optional<SetFacts.TaskFacts> task) {
        Optional<SetFacts.Core> core = Optional.ofNullable(facts.cores.get(tid));
        String comm = task.map(SetFacts.TaskFacts::comm).orElse("");
        CriuThread none = new CriuThread(tid, core.map(SetFacts.Core::source).orElse(""), comm,
                Optional.empty(), 0, OptionalInt.empty());
        CriuThread found = core.flatMap(SetFacts.Core::thread).orElse(none);
        return found.comm().isEmpty() ? new CriuThread(tid, found.source(), comm, found.cred(),
                found.seccompMode(), found.seccompFilter()) : found;
    }
}
