// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ckptimage.formats.FormatVersion;

/** Tasks of one random image: processes, threads, zombies. */
final class RandomTasks {
    private final ImagePlan plan;
    private final Random random;
    private final RandomCreds creds;
    private final RandomFiles files;
    private final List<TaskPlan> leaders = new ArrayList<>();
    private NamespacesPlan spaces;
    private int lastPid;

    RandomTasks(ImagePlan plan, Random random, RandomCreds creds) {
        this.plan = plan;
        this.random = random;
        this.creds = creds;
        this.files = new RandomFiles(plan, random, creds);
        this.lastPid = random.nextInt(30000);
    }

    TaskPlan root() {
        spaces = new NamespacesPlan("host" + random.nextInt(100), ipc(), random.nextInt(3) == 0);
        TaskPlan root = process();
        root.ppid = random.nextBoolean() ? 0 : 99999;
        return root;
    }

    TaskPlan next() {
        return switch (random.nextInt(4)) {
            case 0 -> zombie();
            case 1 -> thread();
            default -> process();
        };
    }

    private int pid() {
        lastPid += 1 + random.nextInt(5);
        return lastPid;
    }

    private TaskPlan leader() {
        return leaders.get(random.nextInt(leaders.size()));
    }

    private TaskPlan process() {
        TaskPlan task = new TaskPlan("task" + random.nextInt(1000), pid());
        task.usedMath(random.nextBoolean());
        CredPlan cred = creds.next();
        task.cred(cred);
        SegmentPlan mapped = spaces.ipc.shm.isEmpty() ? null : spaces.ipc.shm.get(0).segment();
        task.objects(spaces, files.table(), files.memory(cred, mapped));
        task.rest(new FsPlan("/srv", "/", 022), new SighandPlan().on(1 + random.nextInt(31), 0x401000L),
                new SignalPlan());
        if (!leaders.isEmpty()) {
            share(task, leader());
        }
        random(task);
        leaders.add(task);
        return task;
    }

    private void share(TaskPlan task, TaskPlan parent) {
        task.family(parent.pid, random.nextBoolean() ? task.pid : parent.pgid, parent.sid);
        task.files = random.nextInt(3) == 0 ? parent.files : task.files;
        task.fs = random.nextBoolean() ? parent.fs : task.fs;
        if (random.nextInt(3) == 0) {
            task.memory = parent.memory;
            task.sighand = parent.sighand;
        }
    }

    private void random(TaskPlan task) {
        List<PendingPlan> pending = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            pending.add(new PendingPlan(1 + random.nextInt(64), 0, task.pid, 0, random.nextInt()));
        }
        task.signals(random.nextLong(), pending);
        if (random.nextBoolean()) {
            task.signal.pending(new PendingPlan(15, 0, task.pid, 0, 0));
        }
        if (random.nextInt(4) == 0) {
            task.undo(new SemUndoPlan(List.of(new SemUndoPlan.Undo(0, List.of(1, -1)))));
        }
        if (random.nextInt(5) == 0 && plan.version.since(FormatVersion.V20_PIDNS)) {
            task.nested(1 + random.nextInt(100));
        }
        task.seccomp(random.nextInt(4) - 1);
    }

    private TaskPlan thread() {
        TaskPlan leader = leader();
        TaskPlan task = new TaskPlan(leader.comm, pid()).threadOf(leader).usedMath(random.nextBoolean());
        return random.nextBoolean() ? task : task.cred(creds.next());
    }

    private TaskPlan zombie() {
        TaskPlan parent = leader();
        TaskPlan task = new TaskPlan("gone", pid()).cred(parent.cred);
        int code = random.nextBoolean() ? random.nextInt(256) << 8 : 1 + random.nextInt(31);
        return task.family(parent.pid, parent.pgid, parent.sid).zombie(code);
    }

    private IpcPlan ipc() {
        IpcPlan ipc = new IpcPlan();
        if (random.nextInt(4) == 0) {
            SegmentPlan segment = new SegmentPlan(8192, PagesPlan.of(random.nextInt(2), 3));
            ipc.shm(random.nextInt(), 0, segment, creds.label(2));
            IpcPlan.Message message = new IpcPlan.Message(1, new byte[random.nextInt(40)]);
            ipc.queue(random.nextInt(), 1000, List.of(message), creds.label(2));
            ipc.semaphores(random.nextInt(), 1000, List.of(1, 0, 5), creds.label(2));
        }
        return ipc;
    }
}
