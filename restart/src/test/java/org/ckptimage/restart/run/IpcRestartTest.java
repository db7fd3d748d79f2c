// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SegmentPlan;
import org.ckptimage.codec.model.ipc.IpcNs;
import org.ckptimage.codec.model.ipc.IpcObject;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanIpc.Kind;
import org.ckptimage.restart.plan.PlanIpc.Piece;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.RestartOptions;
import org.ckptimage.restart.planner.RestartPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SysV IPC objects come back with their numbers, owners, rights and contents (I1 to I4). */
@NeedsRoot
final class IpcRestartTest {
    private static final int EACCES = 13;
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private Path reader() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path copy = directory.resolve("ipcread");
        Files.copy(Path.of("target", "test-classes", "native", "ipcread"), copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        return copy;
    }

    /** Runs a command as the only task, and tells its exit code. */
    private static int run(RestartPlan plan, String... words) throws IOException {
        RestartPlan running = plan.running(new PlanCommand(0, List.of(words), List.of(),
                Privileges.NONE_NEW));
        try (Restarted restarted = Restarted.asRoot().ready(running)) {
            restarted.process().release();
            return restarted.process().awaitCommand() >> 8;
        }
    }

    private static IpcPlan objects(int owner) {
        return new IpcPlan()
                .shm(0x0abcd10f, owner, new SegmentPlan(2 * PAGE + 5, PagesPlan.of(3, 9)), null)
                .queue(0, owner, List.of(message("message1"), message("message2")), null)
                .semaphores(77, owner, List.of(1, 0, 32_767), null);
    }

    private static IpcPlan.Message message(String text) {
        return new IpcPlan.Message(1, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The plan of an image whose task has one id, and whose objects belong to another. */
    private static RestartPlan plan(int task, IpcPlan ipc) throws IOException {
        Planned planned = new RestartPlanner(Caller.current(), new RestartOptions(RestartOptions.Pids.ANY,
                new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
                RestartOptions.Caps.NARROW, 10))
                .plan(Images.composed(Images.single(task, ipc)), Images.resources(Images.single(task, ipc)));
        assertEquals(List.of(), planned.refusals());
        assertEquals(List.of(), planned.authorisation().denied());
        return planned.plan().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "501, 501"})
    void whoOwnsThemUsesThem(int task, int owner) throws IOException {
        RestartPlan plan = plan(task, objects(owner));
        String program = reader().toString();
        Path out = directory.resolve("out");
        assertEquals(0, run(plan, program, "msg", "0", out.toString()));
        assertEquals("1:message1\n1:message2\n", Files.readString(out));
        assertEquals(0, run(plan, program, "sem", "0", out.toString()));
        assertEquals("1\n0\n32767\n", Files.readString(out));
        assertEquals(0, run(plan, program, "shm", "0", out.toString()));
        ByteArrayOutputStream wanted = new ByteArrayOutputStream();
        IpcNs space = Images.resources(Images.single(task, objects(owner))).ipc().get(0);
        for (IpcObject.Page page : ((IpcObject.Shm) space.objects().get(0)).pages()) {
            wanted.write(page.bytes());
        }
        assertArrayEquals(Arrays.copyOf(wanted.toByteArray(), 2 * PAGE + 5), Files.readAllBytes(out));
    }

    @ParameterizedTest
    @CsvSource({"shm", "msg", "sem"})
    void whoDoesNotOwnThemDoesNot(String kind) throws IOException {
        assertEquals(EACCES, run(plan(501, objects(0)), reader().toString(), kind, "0",
                directory.resolve("out").toString()));
    }

    private static PlanIpc object(Kind kind, int id, int mode, Piece... pieces) {
        long size = kind == Kind.SEM ? pieces[0].bytes().length / 2 : 5000;
        return new PlanIpc(kind, new IpcPerms(id, 0xfedc_0000L + id, new IpcPerms.Owner(501, 502),
                new IpcPerms.Owner(1000, 1001), mode), size, List.of(pieces));
    }

    @Test
    void ownerAndCreatorAreExact() throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(Plans.root()));
        RestartPlan plan = plans.plan().with(List.of(
                object(Kind.SHM, 65_541, 0, new Piece(4999, new byte[] {1})),
                object(Kind.SHM, 3, 0640), object(Kind.MSG, 98_304, 0777),
                object(Kind.SEM, 7, 0604, new Piece(0, new byte[4]))));
        reader();
        Path out = directory.resolve("out");
        assertEquals(0, run(plan, "/bin/sh", "-c", "cd /proc/sysvipc;"
                + " awk 'FNR > 1 { print FILENAME, $1, $2, $3 }' shm msg sem > " + out + ";"
                + " awk 'FNR > 1 { print $8, $9, $10, $11 }' shm >> " + out));
        List<String> lines = Files.readAllLines(out);
        assertEquals(List.of("shm -19070971 65541 0", "shm -19136509 3 640"), lines.stream()
                .filter(line -> line.startsWith("shm")).sorted().toList());
        assertEquals(List.of("msg -19038208 98304 777"), lines.stream()
                .filter(line -> line.startsWith("msg")).toList());
        assertEquals(List.of("sem -19136505 7 604"), lines.stream()
                .filter(line -> line.startsWith("sem")).toList());
        assertEquals(2, lines.stream().filter("501 502 1000 1001"::equals).count(), lines + "");
    }

    @Test
    void allTasksAreInTheNewNamespaceAndNothingStays() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int child = plans.process(root, plans.add(cred(501, caps(0, HELD))));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan().with(List.of(
                object(Kind.SHM, 3, 0600))))) {
            String inside = ProcFile.link(Integer.toString(restarted.pid(root)), "ns/ipc");
            assertEquals(inside, ProcFile.link(Integer.toString(restarted.pid(child)), "ns/ipc"));
            assertNotEquals(ProcFile.link("self", "ns/ipc"), inside);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNumberThatIsTaken(Kind kind) throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(Plans.root()));
        Piece[] pieces = kind == Kind.SEM ? new Piece[] {new Piece(0, new byte[4])} : new Piece[0];
        try (Restarted restarted = Restarted.asRoot()) {
            PlanIpc object = object(kind, 3, 0600, pieces);
            RestartFailure failure = restarted.failure(plans.plan().with(List.of(object, object)));
            assertEquals("get EEXIST", failure.step() + " " + failure.error(), failure.text());
        }
    }

    @Test
    void aUserMakesNoNamespace() throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(cred(1000, caps(0, HELD))));
        try (Restarted restarted = Restarted.asUser()) {
            RestartFailure failure = restarted.failure(plans.plan().with(List.of(object(Kind.SHM, 3, 0600))));
            assertEquals("ipc_ns: unshare_ipc: EPERM (1)", failure.text());
        }
    }

    @Test
    void objectsOfOthersTakeMoreThanSysAdmin() throws IOException {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(cred(1000, caps(0, HELD))));
        try (Restarted restarted = Restarted.asUser("--inh-caps=-all,+sys_admin",
                "--ambient-caps=+sys_admin")) {
            RestartFailure failure = restarted.failure(plans.plan().with(List.of(object(Kind.SHM, 3, 0755))));
            assertEquals("setegid_cgid EPERM ipc_shm", failure.step() + " " + failure.error() + " "
                    + failure.recordType(), failure.text());
        }
    }
}
