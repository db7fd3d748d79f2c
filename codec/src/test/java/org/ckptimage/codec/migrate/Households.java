// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ckptimage.codec.compose.AreaPlan;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.LabelPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.PendingPlan;
import org.ckptimage.codec.compose.PipePlan;
import org.ckptimage.codec.compose.SegmentPlan;
import org.ckptimage.codec.compose.SemUndoPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.SocketPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.TtyPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;

/** Plans of images that a conversion has something to do with. Each call gives new objects. */
final class Households {
    /** A time that lies behind all layouts. */
    static final long TIME = 1_332_000_000L;

    private final CredPlan root = CredPlan.root(UserNsPlan.root());
    private final UserPlan creator = root.user();
    private final CredPlan nested = CredPlan.of(
            new UserPlan(1000, new UserNsPlan(new UserPlan(500, UserNsPlan.madeBy(creator)), null)), 100,
            new GroupsPlan(4, 24, 1000), new CapsPlan(0, 1, 1, -1, 0));
    private final CredPlan setuid = new CredPlan(new IdsPlan(1000, 0, 0, 0), IdsPlan.all(7),
            new GroupsPlan(), nested.user(), CapsPlan.full(), null, null);
    private final IpcPlan ipc = new IpcPlan();
    private final FilesPlan files = FilesPlan.standard(root);
    private boolean network;
    private LabelPlan label;
    private int[] deeper = {};
    private boolean undo;

    CredPlan root() {
        return root;
    }

    /** Opens more files in the first process. */
    Households open(int number, FilePlan.Kind kind) {
        files.open(number, new FilePlan(kind, root, label, 2, 17));
        return this;
    }

    Households sockets() {
        SocketPlan one = SocketPlan.pair(root);
        return open(10, new FilePlan.Socket(one)).open(11, new FilePlan.Socket(one.peer()));
    }

    Households terminal() {
        TtyPlan tty = new TtyPlan(3, new byte[] {'l', 's'});
        return open(12, new FilePlan.Terminal(tty, true)).open(13, new FilePlan.Terminal(tty, false));
    }

    Households eventfd() {
        return open(14, new FilePlan.EventFd(5));
    }

    Households epoll() {
        return open(15, new FilePlan.Epoll(List.of(new FilePlan.EpollItem(null, 3, 5, 0x1122334455667788L))));
    }

    Households network() {
        network = true;
        return this;
    }

    Households labels() {
        label = new LabelPlan("user_u:role_r:type_t", 3);
        return this;
    }

    Households undo() {
        undo = true;
        return this;
    }

    Households nestedPids(int... pids) {
        deeper = pids;
        return this;
    }

    /** SysV objects of each kind. */
    Households ipc() {
        ipc.shm(7, 0, new SegmentPlan(4096, PagesPlan.of(1, 3)), label)
                .queue(8, 0, List.of(new IpcPlan.Message(5, new byte[] {1, 2, 3})), label)
                .semaphores(9, 0, List.of(1, 0, 5), label);
        return this;
    }

    /** A process with nothing special: one cred, one group list, one user, one namespace. */
    static TaskPlan single(CredPlan cred) {
        TaskPlan task = new TaskPlan("one", 1);
        task.cred(cred);
        task.objects(new NamespacesPlan("host", new IpcPlan(), false), FilesPlan.standard(cred),
                MemoryPlan.small("/bin/one", cred, PagesPlan.of(2, 9)));
        return task.rest(FsPlan.standard(), new SighandPlan().on(15, 0x401000L), new SignalPlan());
    }

    /** A root process, its child in a deeper user namespace, a thread of that with another cred, a zombie. */
    ImagePlan in(ImagePlan plan) {
        plan.time(TIME);
        PipePlan pipe = new PipePlan("data".getBytes(StandardCharsets.US_ASCII));
        open(4, new FilePlan.PipeEnd(pipe)).open(5, new FilePlan.PipeEnd(pipe));
        NamespacesPlan spaces = new NamespacesPlan("host", ipc, network);
        SegmentPlan shared = new SegmentPlan(4096, PagesPlan.of(1, 7));
        TaskPlan first = new TaskPlan("init", 10).usedMath(true);
        first.cred(root);
        first.objects(spaces, files, MemoryPlan.small("/sbin/init", root, PagesPlan.of(3, 5)).ldt(1)
                .map(AreaPlan.sharedAnon(0x20000000L, shared)));
        first.rest(FsPlan.standard(), new SighandPlan().on(1, 0x401000L).on(64, 0x402000L),
                new SignalPlan().pending(new PendingPlan(15, 0, 10, 0, 3)));
        first.signals(0x8000_0000_0000_0101L, List.of(new PendingPlan(40, -1, 10, 1000, 8)));
        TaskPlan child = new TaskPlan("child", 11).sharing(first).family(10, 11, 10);
        child.cred(nested).nested(deeper);
        child.rest(new FsPlan("/", "/", 022), new SighandPlan(), new SignalPlan());
        if (undo) {
            child.undo(new SemUndoPlan(List.of(new SemUndoPlan.Undo(0, List.of(1, -2, 3)))));
        }
        TaskPlan thread = new TaskPlan("child", 12).threadOf(child);
        thread.cred(setuid);
        TaskPlan zombie = new TaskPlan("gone", 13).family(11, 11, 10).zombie(0x2a00);
        zombie.cred(nested);
        return plan.add(first).add(child).add(thread).add(zombie);
    }
}
