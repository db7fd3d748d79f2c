// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.graph.LookupTrace;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** A web server of root with a worker of another user, to be changed a little and written in any format. */
public final class Plans {
    static final long NET_BIND_SERVICE = 1L << 10;
    static final long SYS_ADMIN = 1L << 21;

    final UserNsPlan host = UserNsPlan.root();
    final TaskPlan server;
    final TaskPlan worker;
    final ImagePlan plan;
    private final UserPlan opener = new UserPlan(0, host);

    Plans(FormatVersion version, Abi abi, ByteOrderView order) {
        plan = new ImagePlan(version, abi, order);
        CredPlan root = CredPlan.of(opener, 0, new GroupsPlan(0, 4), CapsPlan.full());
        server = task("nginx", 100, root).family(1, 100, 100);
        worker = task("worker", 101, worker(new GroupsPlan(33, 44), NET_BIND_SERVICE)).family(100, 100, 100);
        plan.add(server).add(worker);
    }

    /** The usual format. */
    static Plans usual() {
        return new Plans(FormatVersion.V21, Abi.X86_64, ByteOrderView.LITTLE);
    }

    TaskPlan task(String comm, int pid, CredPlan cred) {
        return new TaskPlan(comm, pid).cred(cred)
                .objects(new NamespacesPlan("host", new IpcPlan(), false), FilesPlan.standard(cred),
                        MemoryPlan.small("/bin/nginx", cred, PagesPlan.none()))
                .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
    }

    /** Credentials of the worker. */
    CredPlan worker(GroupsPlan groups, long caps) {
        return CredPlan.of(new UserPlan(33, host), 33, groups, new CapsPlan(0, caps, caps, -1, 0));
    }

    CredPlan worker(UserNsPlan space) {
        return CredPlan.of(new UserPlan(33, space), 33, new GroupsPlan(33, 44),
                new CapsPlan(0, NET_BIND_SERVICE, NET_BIND_SERVICE, -1, 0));
    }

    CredPlan worker(IdsPlan uids, int securebits) {
        CredPlan usual = worker(new GroupsPlan(33, 44), NET_BIND_SERVICE);
        return new CredPlan(uids, usual.gids(), usual.groups(), usual.user(),
                new CapsPlan(0, NET_BIND_SERVICE, NET_BIND_SERVICE, -1, securebits), usual.label(),
                usual.recent());
    }

    Plans with(Consumer<Plans> change) {
        change.accept(this);
        return this;
    }

    byte[] image() {
        return image(ObjrefAllocator.Sharing.IDENTICAL);
    }

    byte[] image(ObjrefAllocator.Sharing sharing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageComposer.write(plan, out, new ObjrefAllocator(sharing, LookupTrace.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
