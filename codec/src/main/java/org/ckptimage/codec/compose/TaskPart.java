// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.graph.ObjrefAllocator.Lookup;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;

/** The records of one task, in the order of its version. */
final class TaskPart {
    private static final int COMM = 16;
    private static final int DEAD = 64;
    private static final int EXIT_ZOMBIE = 16;
    private static final int INTERRUPTIBLE = 1;

    private final Parts parts;
    private final ImageWriter image;
    private final CpuPart cpu;

    TaskPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
        this.cpu = new CpuPart(parts);
    }

    void write(TaskPlan task, int index) throws IOException {
        for (TaskPlan.Stray stray : task.strays) {
            image.frames().begin(stray.code(), 8L + stray.payload().length);
            image.frames().payload(stray.payload(), 0, stray.payload().length);
        }
        header(task);
        image.payload(STRING, Arrays.copyOf(task.comm, COMM));
        if (parts.plan.extended && task.seccomp >= 0) {
            image.write(image.record(EXT_TASK).put("task_index", index).put("seccomp_mode", task.seccomp));
        }
        if (task.zombie) {
            return;
        }
        // the order changed by v20; of the labels between v18 and v20 an image in the new one is known
        if (parts.since(FormatVersion.V19_DEV)) {
            cpu.write(task);
            shared(task);
        } else {
            shared(task);
            cpu.write(task);
        }
        parts.signals.pending(task.pending);
        parts.signals.blocked(task.blocked);
    }

    private void header(TaskPlan task) throws IOException {
        boolean seed = parts.plan.version == FormatVersion.V14_CREDS;
        int cred = seed && !task.zombie ? parts.creds.cred(task.cred) : 0;
        int effective = seed && !task.zombie ? parts.creds.cred(task.effective) : 0;
        if (seed && task.zombie) {
            cred = parts.creds.cred(task.cred);
            effective = cred;
        }
        RecordBuilder record = image.record(TASK).putIfPresent("task_comm_len", COMM)
                .putIfPresent("cred_ref", cred).putIfPresent("ecred_ref", effective)
                .putIfPresent("flags", task.flags);
        if (task.zombie) {
            record.put("state", DEAD).put("exit_state", EXIT_ZOMBIE).put("exit_code", task.exitCode);
        } else {
            boolean leader = task.pid == task.tgid;
            record.put("state", INTERRUPTIBLE).put("exit_signal", leader ? task.exitSignal : -1)
                    .putIfPresent("pdeath_signal", task.pdeathSignal)
                    .putIfPresent("robust_futex_head_len", parts.machine(3L * parts.plan.abi.wordSize()))
                    .putIfPresent("robust_futex_list", parts.machine(0x1ab60e0L))
                    .putIfPresent("clear_child_tid", parts.machine(0x1ab50d0L))
                    .putIfPresent("set_child_tid", parts.machine(0x1ab50d0L));
        }
        image.write(record);
    }

    private void shared(TaskPlan task) throws IOException {
        if (parts.has(TASK_CREDS)) {
            int cred = parts.creds.cred(task.cred);
            int effective = parts.creds.cred(task.effective);
            image.write(image.record(TASK_CREDS).put("cred_ref", cred).put("ecred_ref", effective));
        }
        int namespaces = parts.namespaces.write(task.namespaces);
        if (parts.has(TASK_NS)) {
            image.write(image.record(TASK_NS).put("ns_objref", namespaces));
        }
        objects(task);
    }

    private void objects(TaskPlan task) throws IOException {
        int files = parts.tables.write(task.files);
        int memory = parts.memory.write(task.memory);
        int fs = parts.has(FS) ? parts.memory.fs(task.fs) : 0;
        int undo = parts.has(TASK_SEM_UNDO_LIST) ? parts.ipc.undo(task.undo) : 0;
        int sighand = parts.signals.handlers(task.sighand);
        // the seed and v16 had signals nowhere
        Lookup signal = parts.plan.version.reconstructed() ? new Lookup(0, false)
                : image.objects().lookupAdd(ObjType.SIGNAL, task.signal);
        image.write(image.record(TASK_OBJS).put("files_objref", files).put("mm_objref", memory)
                .putIfPresent("fs_objref", fs).putIfPresent("sem_undo_objref", undo)
                .put("sighand_objref", sighand).put("signal_objref", signal.objref()));
        if (signal.first()) {
            parts.signals.process(task.signal);
        }
    }
}
