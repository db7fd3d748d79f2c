// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** An image of one task of uid 1000 without power, changed in one thing; and who shall restart it where. */
final class Fixture {
    private static final long BOUNDING = 0x1ff_ffff_ffffL;
    private static final CapsPlan NONE = new CapsPlan(0, 0, 0, BOUNDING, 0);

    private final List<String> options = new ArrayList<>();
    private IdsPlan uids = IdsPlan.all(1000);
    private IdsPlan gids = IdsPlan.all(1000);
    private GroupsPlan groups = new GroupsPlan();
    private CapsPlan caps = NONE;
    private UserNsPlan space = UserNsPlan.root();
    private Abi abi = Abi.X86_64;
    private IpcPlan ipc = new IpcPlan();
    private CredPlan other;
    private int seccomp;
    private int[] kernel = {6, 1, 0};
    private String caller = "\"uid\":1000,\"gid\":1000";
    private String host = "";

    Fixture users(int uid) {
        uids = IdsPlan.all(uid);
        return this;
    }

    Fixture groups(int gid, int... list) {
        gids = IdsPlan.all(gid);
        groups = new GroupsPlan(list);
        return this;
    }

    Fixture caps(long inheritable, long permitted, long bounding, int securebits) {
        caps = new CapsPlan(inheritable, permitted, permitted, bounding, securebits);
        return this;
    }

    /** A namespace that a uid made, with one range of a map. */
    Fixture space(int creator, int setgroups, IdMapPlan.Extent extent) {
        space = new UserNsPlan(new UserPlan(creator, UserNsPlan.root()), new IdMapPlan(setgroups,
                List.of(extent), List.of(extent)));
        return this;
    }

    /** Namespaces of one id in each other. */
    Fixture levels(int count) {
        space = UserNsPlan.root();
        for (int i = 0; i < count; i++) {
            List<IdMapPlan.Extent> own = List.of(new IdMapPlan.Extent(1000, 1000, 1));
            space = new UserNsPlan(new UserPlan(1000, space), new IdMapPlan(0, own, own));
        }
        return this;
    }

    Fixture abi(Abi other) {
        abi = other;
        return this;
    }

    Fixture kernel(int major, int minor) {
        kernel = new int[] {major, minor, 0};
        return this;
    }

    Fixture semaphores(int owner) {
        ipc = new IpcPlan().semaphores(77, owner, List.of(1), null);
        return this;
    }

    Fixture seccomp() {
        seccomp = 2;
        return this;
    }

    /** Other effective creds than real ones. */
    Fixture apart() {
        other = new CredPlan(IdsPlan.all(1001), gids, groups, new UserPlan(1001, space), caps, null,
                new CredPlan.Recent(0, 0));
        return this;
    }

    /** More keys of the caller. */
    Fixture caller(String keys) {
        caller += "," + keys;
        return this;
    }

    /** Sections of the profile beside the caller. */
    Fixture host(String sections) {
        host = "," + sections;
        return this;
    }

    Fixture options(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    private void write(Path file) throws IOException {
        CredPlan cred = new CredPlan(uids, gids, groups, new UserPlan(uids.real(), space), caps, null,
                new CredPlan.Recent(0, 0));
        TaskPlan task = new TaskPlan("sh", 700).cred(cred, other == null ? cred : other).usedMath(false)
                .seccomp(seccomp).objects(new NamespacesPlan("host", ipc, false), new FilesPlan(),
                        new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        ImagePlan plan = new ImagePlan(FormatVersion.V23_RC2, abi, abi == Abi.S390X ? ByteOrderView.BIG
                : ByteOrderView.LITTLE).extensions().kernel(kernel[0], kernel[1], kernel[2]).add(task);
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageComposer.write(plan, out);
        }
    }

    /** Words of a command that judges or plans it: what comes first, options, the image. */
    String[] words(Path directory, String target, String... command) throws IOException {
        write(directory.resolve("image.ckpt"));
        Files.writeString(directory.resolve("host.json"), "{\"caller\":{" + caller + "}" + host + "}");
        List<String> words = new ArrayList<>(List.of(command));
        words.add(target);
        words.add(directory.resolve("host.json").toString());
        words.addAll(options);
        words.add(directory.resolve("image.ckpt").toString());
        return words.toArray(String[]::new);
    }
}
