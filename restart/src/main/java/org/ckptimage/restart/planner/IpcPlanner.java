// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.model.ipc.IpcNs;
import org.ckptimage.codec.model.ipc.IpcObject;
import org.ckptimage.codec.model.ipc.IpcObject.Queue;
import org.ckptimage.codec.model.ipc.IpcObject.Semaphores;
import org.ckptimage.codec.model.ipc.IpcObject.Shm;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.codec.model.ipc.IpcReader;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanIpc.Kind;
import org.ckptimage.restart.plan.PlanIpc.Piece;

/** Plans the SysV IPC objects of an image, if all its tasks are in one IPC namespace. */
final class IpcPlanner {
    private static final int PERMISSIONS = 0777;
    private static final int SHM_DEST = 01000;
    private static final int SHM_LOCKED = 02000;
    private static final long SHM_HUGETLB = 04000;
    private static final int SEMVMX = 32_767;

    private final PlanContext context;
    private final List<PlanIpc> plans = new ArrayList<>();

    IpcPlanner(PlanContext context) {
        this.context = context;
    }

    List<PlanIpc> plan(List<IpcNs> spaces) {
        boolean any = spaces.stream().anyMatch(space -> !space.objects().isEmpty());
        if (any && context.options().ipc() == RestartOptions.Ipc.NONE) {
            context.warn("ipc_ns", spaces.get(0).objref(), "", "its IPC objects are left out");
        } else if (any && spaces.size() > 1) {
            context.warn("ipc_ns", spaces.get(0).objref(), "", "its IPC objects are not made: there are "
                    + spaces.size() + " IPC namespaces, and a restart makes one");
        } else if (any) {
            space(spaces.get(0));
        }
        return plans;
    }

    private void space(IpcNs space) {
        if (space.left() > 0) {
            context.refuse("ipc_ns", space.objref(), "ipc_count", "E2BIG: more than "
                    + IpcReader.MOST_OBJECTS + " IPC objects");
        }
        for (IpcObject object : space.objects()) {
            if (object instanceof Shm segment) {
                segment(segment);
            } else if (object instanceof Queue queue) {
                add(Kind.MSG, queue, queue.capacity(), queue.messages().stream()
                        .map(message -> new Piece(message.type(), message.text())).toList());
            } else if (object instanceof Semaphores set) {
                semaphores(set);
            }
        }
    }

    private void segment(Shm segment) {
        int id = segment.perms().id();
        if ((segment.perms().mode() & SHM_DEST) != 0) {
            context.warn("ipc_shm", id, "mode", "not made: it was removed already, and was there only for"
                    + " those who had it attached");
            return;
        }
        if ((segment.perms().mode() & SHM_LOCKED) != 0) {
            context.warn("ipc_shm", id, "mode", "will not be locked in memory");
        }
        if ((segment.flags() & SHM_HUGETLB) != 0) {
            context.refuse("ipc_shm", id, "flags", "EOPNOTSUPP: huge pages");
        }
        List<Piece> pieces = new ArrayList<>();
        for (IpcObject.Page page : segment.pages()) {
            if (page.at() < 0 || page.at() >= segment.size()) {
                context.refuse("ipc_shm", id, "shm_segsz", "EINVAL: a page lies beyond its end");
                return;
            }
            long most = segment.size() - page.at();
            pieces.add(new Piece(page.at(), page.bytes().length <= most ? page.bytes()
                    : Arrays.copyOf(page.bytes(), (int) most)));
        }
        add(Kind.SHM, segment, segment.size(), pieces);
    }

    private void semaphores(Semaphores set) {
        if (set.left() == 0 && set.values().size() != set.count()) {
            context.refuse("ipc_sem", set.perms().id(), "sem_nsems", "EINVAL: " + set.count()
                    + " semaphores, but it holds " + set.values().size());
            return;
        }
        ByteBuffer values = ByteBuffer.allocate(2 * set.values().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : set.values()) {
            if (value < 0 || value > SEMVMX) {
                context.refuse("ipc_sem", set.perms().id(), "values", "ERANGE: a semaphore has " + value);
                return;
            }
            values.putShort((short) value);
        }
        add(Kind.SEM, set, set.count(), List.of(new Piece(0, values.array())));
    }

    private void add(Kind kind, IpcObject object, long size, List<Piece> pieces) {
        IpcPerms perms = object.perms();
        PlanIpc plan = new PlanIpc(kind, new IpcPerms(perms.id(), perms.key(), perms.owner(),
                perms.creator(), perms.mode() & PERMISSIONS), size, pieces);
        if (object.left() > 0) {
            context.refuse(plan.recordType(), perms.id(), "contents", "E2BIG: the IPC objects of an image may"
                    + " hold " + IpcReader.MOST_BYTES + " bytes");
        } else {
            plans.add(plan);
        }
    }
}
