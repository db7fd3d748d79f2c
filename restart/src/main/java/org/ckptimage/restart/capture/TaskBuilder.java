// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.restart.capture.proc.ProcFs;
import org.ckptimage.restart.capture.proc.TaskStatus;

/** Makes the plans of tasks, a process before its threads. */
final class TaskBuilder {
    private static final long FORKED_NO_EXEC = 0x40;
    private static final long SUPER_USER = 0x100;

    private final Evidence evidence;
    private final CredTable creds;
    private final ProcFs proc;
    private final Omissions omissions = new Omissions();
    private final PidNumbers numbers;
    private final Map<Integer, TaskPlan> leaders = new HashMap<>();
    private final Map<List<OptionalLong>, NamespacesPlan> namespaces = new HashMap<>();
    private final Map<OptionalLong, String> hosts = new HashMap<>();
    private final Map<OptionalLong, IpcPlan> ipcs = new HashMap<>();

    TaskBuilder(Evidence evidence, CredTable creds, ProcFs proc) {
        this.evidence = evidence;
        this.creds = creds;
        this.proc = proc;
        this.numbers = new PidNumbers(evidence.snapshot(), proc);
    }

    TaskPlan task(ThreadFacts task) throws IOException {
        TaskPlan plan = new TaskPlan(task.comm().getBytes(StandardCharsets.ISO_8859_1), numbers.pid(task))
                .nested(numbers.nested(task));
        if (task.leads()) {
            plan.family(numbers.parent(task), numbers.group(task), numbers.session(task));
        }
        HiddenCred hidden = evidence.hidden().get(task.tid());
        plan.origin(flags(task.stat().flags()), Math.max(0, task.stat().exitSignal()),
                hidden == null ? 0 : hidden.pdeathSignal());
        TaskStatus status = task.status();
        if (status.restraint().seccomp() >= 0) {
            plan.seccomp((int) status.restraint().seccomp());
        }
        if (task.stat().zombie()) {
            return zombie(task, plan);
        }
        tellOfCred(task, hidden);
        if (task.leads()) {
            objects(task, plan);
            leaders.put(task.pid(), plan);
        } else {
            plan.threadOf(leader(task));
        }
        return plan.cred(creds.cred(task)).usedMath(false).signals(status.signals().blocked(), List.of());
    }

    /** The format has numbers of its own for two of the kernel's flags. */
    private static int flags(long pf) {
        return ((pf & FORKED_NO_EXEC) != 0 ? 1 : 0) | ((pf & SUPER_USER) != 0 ? 2 : 0);
    }

    private TaskPlan zombie(ThreadFacts task, TaskPlan plan) throws CaptureException {
        if (!task.leads()) {
            throw new CaptureException(task.tid(), "EAGAIN", "it is a thread that ends");
        }
        omissions.add(task, "a zombie: the format has no place for its creds");
        return plan.zombie(task.stat().exitCode());
    }

    private TaskPlan leader(ThreadFacts task) throws CaptureException {
        TaskPlan leader = leaders.get(task.pid());
        if (leader == null) {
            throw new CaptureException(task.pid(), "EOPNOTSUPP",
                    "its first thread has ended, others have not");
        }
        return leader;
    }

    private void tellOfCred(ThreadFacts task, HiddenCred hidden) throws CaptureException {
        if (hidden == null) {
            omissions.add(task, "securebits and pdeath_signal cannot be read by this caller: the image says"
                    + " that securebits are unknown");
        } else if (!hidden.single()) {
            throw new CaptureException(task.tid(), "EAGAIN",
                    "the kernel acts for it with another cred just now");
        }
        if (creds.leavesOut(task)) {
            omissions.add(task, "an id has no number in its user namespace and stands as 65534");
        }
    }

    /** What the image does not say. */
    List<String> omissions() {
        return omissions.lines();
    }

    private void objects(ThreadFacts task, TaskPlan plan) throws IOException {
        Evidence.ProcessFacts facts = evidence.processes().get(task.pid());
        SighandPlan handlers = new SighandPlan();
        for (int signal = 1; signal <= Long.SIZE; signal++) {
            if ((task.status().signals().ignored() >>> signal - 1 & 1) != 0) {
                handlers.on(signal, 1);
            }
        }
        plan.objects(namespaces(task), new FilesPlan(), new MemoryPlan(null))
                .rest(new FsPlan(facts.cwd(), facts.root(), task.status().umask()), handlers,
                        signal(facts.limits()));
    }

    private static SignalPlan signal(List<Long> limits) {
        return new SignalPlan().limits(limits.stream().mapToLong(Long::longValue).toArray());
    }

    private NamespacesPlan namespaces(ThreadFacts task) throws IOException {
        List<OptionalLong> key = List.of(task.spaces().uts(), task.spaces().ipc());
        NamespacesPlan known = namespaces.get(key);
        if (known == null) {
            known = new NamespacesPlan(host(task),
                    ipcs.computeIfAbsent(task.spaces().ipc(), inode -> new IpcPlan()), false);
            namespaces.put(key, known);
        }
        return known;
    }

    /** One instance for each UTS namespace, whatever two of them are named. */
    private String host(ThreadFacts task) throws IOException {
        OptionalLong uts = task.spaces().uts();
        String known = hosts.get(uts);
        if (known == null) {
            boolean own = uts.isEmpty() || uts.equals(proc.ownNamespace("uts"));
            known = String.valueOf((own ? proc.kernel("hostname") : "").toCharArray());
            if (!own) {
                omissions.add(task, "its host name is that of another UTS namespace, which is not read");
            }
            hosts.put(uts, known);
        }
        return known;
    }
}
