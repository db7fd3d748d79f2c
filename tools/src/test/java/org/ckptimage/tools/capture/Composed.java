// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.restart.planner.Caller;

/** Images of tasks that can live on this machine, composed rather than captured. */
final class Composed {
    private static final int LOWEST = 3_000;
    private static final int HIGHEST = 32_000;
    private static final int ROOM = 64;

    private final ImagePlan plan = new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE)
            .extensions().withoutMachine();
    private final NamespacesPlan namespaces;
    private final UserNsPlan space = UserNsPlan.root();
    private final long held;
    private final int first;

    Composed() throws IOException {
        held = Caller.current().caps().bounding();
        namespaces = new NamespacesPlan(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
                new IpcPlan(), false);
        first = IntStream.iterate(HIGHEST - ROOM, at -> at > LOWEST, at -> at - ROOM)
                .filter(Composed::free).findFirst().orElseThrow();
    }

    private static boolean free(int from) {
        return IntStream.range(from, from + ROOM)
                .noneMatch(pid -> Files.exists(Path.of("/proc", Integer.toString(pid))));
    }

    /** A number that nobody has. */
    int pid(int index) {
        return first + index;
    }

    /** The outermost namespace. */
    UserNsPlan space() {
        return space;
    }

    CapsPlan caps(long permitted, int securebits) {
        return new CapsPlan(0, permitted, permitted, held, securebits);
    }

    /** Root as this process is root. */
    CredPlan root() {
        return cred(IdsPlan.all(0), caps(held, 0), 0, new GroupsPlan());
    }

    /** A user without capabilities. */
    CredPlan user(int id) {
        return cred(IdsPlan.all(id), caps(0, 0), 0, new GroupsPlan(4, 24, id));
    }

    CredPlan cred(IdsPlan ids, CapsPlan caps, long ambient, GroupsPlan groups) {
        return new CredPlan(ids, ids, groups, new UserPlan(ids.real(), space), caps, null,
                new CredPlan.Recent(0, ambient));
    }

    /** A user in a namespace, where everybody has the whole bounding set. */
    static CredPlan inside(UserNsPlan of, int id) {
        return new CredPlan(IdsPlan.all(id), IdsPlan.all(id), new GroupsPlan(), new UserPlan(id, of),
                new CapsPlan(0, 0, 0, 0x1ff_ffff_ffffL, 0), null, new CredPlan.Recent(0, 0));
    }

    /** A namespace in which all ids are as outside, made by a user of another one. */
    static UserNsPlan below(UserNsPlan parent, int creator) {
        List<IdMapPlan.Extent> all = List.of(new IdMapPlan.Extent(0, 0, -1));
        return new UserNsPlan(new UserPlan(creator, parent), new IdMapPlan(1, all, all));
    }

    /** Adds a process; a parent of 0 makes it the root, which leads a session. */
    TaskPlan process(int index, int parent, CredPlan cred) {
        TaskPlan task = new TaskPlan("t" + index, pid(index)).cred(cred).usedMath(false).seccomp(0)
                .objects(namespaces, new FilesPlan(), new MemoryPlan(null))
                .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
        plan.add(task);
        return index == 0 ? task : task.family(pid(parent), pid(0), pid(0));
    }

    /** Adds a thread. */
    void thread(int index, TaskPlan leader, CredPlan cred) {
        plan.add(new TaskPlan("t" + index, pid(index)).threadOf(leader).cred(cred).usedMath(false)
                .seccomp(0));
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageComposer.write(plan, out);
        }
    }
}
