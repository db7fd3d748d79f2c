// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.List;
import org.ckptimage.codec.graph.ObjrefAllocator.Lookup;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** SysV IPC objects and undo lists. */
final class IpcPart {
    private static final int FIRST_TEXT = 4048;

    private final Parts parts;
    private final ImageWriter image;

    IpcPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The records of an IPC namespace. */
    void namespace(IpcPlan ipc) throws IOException {
        image.write(image.record(IPC_NS).put("shm_ctlmax", 0x2000000).put("shm_ctlall", 0x200000)
                .put("shm_ctlmni", 4096).put("msg_ctlmax", 8192).put("msg_ctlmnb", 16384)
                .put("msg_ctlmni", 1003).put("sem_ctl_msl", 250).put("sem_ctl_mns", 32000)
                .put("sem_ctl_opm", 32).put("sem_ctl_mni", 128));
        list(IPC_SHM, ipc.shm.size());
        for (int i = 0; i < ipc.shm.size(); i++) {
            segment(i, ipc.shm.get(i));
        }
        list(IPC_MSG, ipc.queues.size());
        for (int i = 0; i < ipc.queues.size(); i++) {
            queue(i, ipc.queues.get(i));
        }
        list(IPC_SEM, ipc.semaphores.size());
        for (int i = 0; i < ipc.semaphores.size(); i++) {
            semaphores(i, ipc.semaphores.get(i));
        }
    }

    private void list(RecordType kind, int count) throws IOException {
        image.write(image.record(IPC).put("ipc_type", kind.code(parts.plan.version)).put("ipc_count", count));
    }

    private RecordBuilder record(RecordType type, int id, int key, int uid, int label) {
        return image.record(type).put("perms.id", id).put("perms.key", key).put("perms.uid", uid)
                .put("perms.gid", uid).put("perms.cuid", uid).put("perms.cgid", uid).put("perms.mode", 0600)
                .put("perms.seq", id).putIfPresent("perms.sec_ref", label);
    }

    private void segment(int id, IpcPlan.Shm shm) throws IOException {
        int label = parts.label(shm.label());
        Lookup inode = image.objects().lookupAdd(ObjType.INODE, shm.segment());
        image.write(record(IPC_SHM, id, shm.key(), shm.uid(), label).put("shm_segsz", shm.segment().size)
                .put("shm_ctim", parts.plan.time).put("mlock_uid", -1).put("objref", inode.objref()));
        parts.pages.indexed(shm.segment().pages);
    }

    private void queue(int id, IpcPlan.Queue queue) throws IOException {
        int label = parts.label(queue.label());
        long bytes = queue.messages().stream().mapToLong(m -> m.text().length).sum();
        image.write(record(IPC_MSG, id, queue.key(), queue.uid(), label).put("q_ctime", parts.plan.time)
                .put("q_cbytes", bytes).put("q_qnum", queue.messages().size()).put("q_qbytes", 16384));
        for (IpcPlan.Message message : queue.messages()) {
            image.write(image.record(IPC_MSG_MSG).put("m_type", message.type())
                    .put("m_ts", message.text().length));
            text(message.text());
        }
    }

    private void text(byte[] text) throws IOException {
        int from = 0;
        do {
            int n = Math.min(FIRST_TEXT, text.length - from);
            image.begin(BUFFER, n);
            image.frames().payload(text, from, n);
            from += n;
        } while (from < text.length);
    }

    private void semaphores(int id, IpcPlan.Semaphores set) throws IOException {
        int label = parts.label(set.label());
        List<Integer> values = set.values();
        image.write(record(IPC_SEM, id, set.key(), set.uid(), label).put("sem_ctime", parts.plan.time)
                .put("sem_nsems", values.size()));
        if (!values.isEmpty()) {
            byte[] bytes = new byte[8 * values.size()];
            for (int i = 0; i < values.size(); i++) {
                parts.plan.order.putI32(bytes, 8 * i, values.get(i));
            }
            image.payload(BUFFER, bytes);
        }
    }

    /** The objref of an undo list, written at first sight; 0 for none. */
    int undo(SemUndoPlan list) throws IOException {
        return list == null ? 0 : image.object(ObjType.SEM_UNDO, list, objref -> {
            image.write(image.record(TASK_SEM_UNDO_LIST).put("count", list.undos().size()));
            for (SemUndoPlan.Undo undo : list.undos()) {
                adjustments(undo);
            }
        });
    }

    private void adjustments(SemUndoPlan.Undo undo) throws IOException {
        List<Integer> values = undo.adjustments();
        image.write(image.record(TASK_SEM_UNDO).put("semid", undo.semid())
                .put("semadj_count", values.size()));
        if (!values.isEmpty()) {
            byte[] bytes = new byte[2 * values.size()];
            for (int i = 0; i < values.size(); i++) {
                parts.plan.order.putU16(bytes, 2 * i, values.get(i));
            }
            image.payload(BUFFER, bytes);
        }
    }
}
