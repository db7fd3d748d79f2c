// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
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
import org.ckptimage.tools.restart.AsUser.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images restarted by uid 1000 (A17): its own come back, and each gain is refused at its own step. */
@NeedsRights
final class UserCommandTest {
    private static final UserNsPlan SPACE = UserNsPlan.root();
    private static final IdsPlan SELF = IdsPlan.all(1000);
    private static final List<IdMapPlan.Extent> OWN = extents(0, 1000, 1);
    private static final int ALLOW = 1;

    @TempDir
    private static Path shared;
    private static AsUser user;

    @TempDir
    private Path directory;

    @BeforeAll
    static void copy() throws IOException {
        user = new AsUser(shared);
    }

    private static List<IdMapPlan.Extent> extents(int first, int lower, int count) {
        return List.of(new IdMapPlan.Extent(first, lower, count));
    }

    private static long held() {
        try {
            return Caller.current().caps().bounding();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CapsPlan caps(long inheritable, long permitted, long lost, int securebits) {
        return new CapsPlan(inheritable, permitted, permitted, held() & ~lost, securebits);
    }

    private static CredPlan cred(IdsPlan uids, IdsPlan gids, CapsPlan caps, int... groups) {
        return new CredPlan(uids, gids, new GroupsPlan(groups), new UserPlan(uids.real(), SPACE), caps, null,
                new CredPlan.Recent(0, 0));
    }

    private static CredPlan own(CapsPlan caps, int... groups) {
        return cred(SELF, SELF, caps, groups);
    }

    private static ImagePlan image(CredPlan cred, FilesPlan files) {
        return image(cred, files, new IpcPlan());
    }

    private static ImagePlan image(CredPlan cred, FilesPlan files, IpcPlan ipc) {
        TaskPlan task = new TaskPlan("own", 700).cred(cred).usedMath(false).seccomp(0)
                .objects(new NamespacesPlan("host", ipc, false), files, new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        return new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE).extensions().add(task);
    }

    private Outcome restart(ImagePlan image, String... options) throws IOException, InterruptedException {
        Path file = directory.resolve("image");
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageComposer.write(image, out);
        }
        AsUser.give(directory);
        return user.run(Stream.concat(Stream.of("restart", AsUser.give(file).toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static Arguments gain(String expected, CredPlan cred, String... options) {
        return Arguments.of(expected, cred, options);
    }

    /** A cred in a namespace with captured maps. */
    private static Arguments inside(String expected, int creator, IdMapPlan map, int uid) {
        UserNsPlan space = new UserNsPlan(new UserPlan(creator, SPACE), map);
        return gain(expected, new CredPlan(IdsPlan.all(uid), IdsPlan.all(0), new GroupsPlan(),
                new UserPlan(uid, space), new CapsPlan(0, 0, 0, 0x1ff_ffff_ffffL, 0), null,
                new CredPlan.Recent(0, 0)));
    }

    static Stream<Arguments> gains() {
        CapsPlan none = caps(0, 0, 0, 0);
        return Stream.of(
                gain("cred .uid: setresuid: EPERM", cred(IdsPlan.all(0), SELF, none)),
                gain("cred .uid: setresuid: EPERM", cred(new IdsPlan(1000, 1000, 1, 1000), SELF, none)),
                gain("cred .fsuid: setfsuid: EPERM", cred(new IdsPlan(1000, 1000, 1000, 0), SELF, none)),
                gain("cred .gid: setresgid: EPERM", cred(SELF, IdsPlan.all(0), none)),
                gain("cred .fsgid: setfsgid: EPERM", cred(SELF, new IdsPlan(1000, 1000, 1000, 0), none)),
                gain("groupinfo .groups: setgroups: EPERM", own(none, 4)),
                gain("cred .cap_p: capset: EPERM", own(caps(0, 1, 0, 0))),
                gain("cred .cap_i: cap_inheritable: EPERM", own(caps(1, 0, 0, 0))),
                gain("cred .cap_b: bounding: EPERM", own(caps(0, 0, 1, 0))),
                gain("cred .securebits: securebits: EPERM", own(caps(0, 0, 0, 1))),
                gain("task .vpid: clone3: EPERM", own(none), "--pids=keep"),
                inside("user_ns .uid_map: uid_map: EPERM", 1000, new IdMapPlan(0, extents(0, 0, 1), OWN), 0),
                inside("user_ns .uid_map: uid_map: EPERM", 1000, new IdMapPlan(0, extents(0, 0, -1), OWN), 0),
                inside("user_ns .uid_map: uid_map: EPERM", 1000, new IdMapPlan(0, extents(0, 1000, 2), OWN),
                        0),
                inside("user_ns .creator_ref: seteuid_creator: EPERM", 0, new IdMapPlan(0, OWN, OWN), 0),
                inside("user_ns .gid_map: gid_map: EPERM", 1000, new IdMapPlan(ALLOW, OWN, OWN), 0));
    }

    @ParameterizedTest
    @MethodSource("gains")
    void nothingIsGained(String expected, CredPlan cred, String... options)
            throws IOException, InterruptedException {
        Outcome outcome = restart(image(cred, new FilesPlan()), options);
        assertEquals(1, outcome.status(), outcome.err());
        assertEquals("", outcome.out());
        String place = outcome.last().replaceAll("(cred|groupinfo|user_ns):[0-9]+", "$1")
                .replaceFirst("^.*/image: (task 700: )?", "");
        assertTrue(place.startsWith(expected + " ("), outcome.err());
    }

    /** The last of the seventeen: the image itself cannot be, so nothing is begun. */
    @Test
    void anIdThatIsNotMappedIsNotGained() throws IOException, InterruptedException {
        CredPlan cred = (CredPlan) inside("", 1000, new IdMapPlan(0, OWN, OWN), 7).get()[1];
        Outcome outcome = restart(image(cred, new FilesPlan()));
        assertEquals(1, outcome.status(), outcome.err());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("error[CKU003] cred:2 .uid: ") && outcome.last()
                .endsWith("nothing was restarted: 1 error"), outcome.err());
    }

    @Test
    void ownCredComesBack() throws IOException, InterruptedException {
        Outcome outcome = restart(image(own(caps(0, 0, 0, 0)), new FilesPlan()), "--exec", "id", "-u");
        assertEquals("0 1000\n", outcome.status() + " " + outcome.out(), outcome.err());
    }

    /** As a user captures it: without securebits, which nobody lets it read. */
    @Test
    void ownCaptureComesBack() throws IOException, InterruptedException {
        Process target = AsUser.start("sleep", "1000");
        try {
            String image = shared.resolve("captured").toString();
            Outcome captured = user.run("checkpoint", Long.toString(target.pid()), "-o", image);
            assertEquals(0, captured.status(), captured.err());
            Outcome outcome = user.run("restart", image);
            assertEquals(0, outcome.status(), outcome.err());
            assertTrue(outcome.out().contains(target.pid() + "  "), outcome.out());
            assertTrue(outcome.err().contains(".securebits: nobody could read them"), outcome.err());
        } finally {
            target.destroyForcibly().waitFor();
        }
    }

    /** A new IPC namespace takes CAP_SYS_ADMIN. */
    @ParameterizedTest
    @CsvSource({"new, 1, ipc_ns: unshare_ipc: EPERM (1)", "none, 0, its IPC objects are left out"})
    void ipcObjects(String what, int status, String said) throws IOException, InterruptedException {
        IpcPlan ipc = new IpcPlan().semaphores(77, 1000, List.of(1), null);
        Outcome outcome = restart(image(own(caps(0, 0, 0, 0)), new FilesPlan(), ipc), "--ipc", what);
        assertEquals(status, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(said), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"own, rw-r--r--, 0", "all, rw-r--r--, 0", "own, rw-------, 1", "all, rw-------, 1"})
    void filesOfRoot(String who, String mode, int status) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("file"), "abc\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        CredPlan cred = own(caps(0, 0, 0, 0));
        FilesPlan files = new FilesPlan().open(5, FilePlan.of(new FilePlan.Named(file.toString()), cred, 0));
        Outcome outcome = restart(image(cred, files), "--files", who, "--exec", "--", "sh", "-c", "cat <&5");
        assertEquals(status, outcome.status(), outcome.err());
        assertEquals(status == 0 ? "abc\n" : "", outcome.out());
        assertTrue(status == 0 || outcome.last().matches(".* task 700: file:[0-9]+ .name: open_file: EACCES"
                + " \\(13\\): .*/file"), outcome.err());
    }
}
