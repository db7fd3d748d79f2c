// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.rewrite.Dedup;
import org.ckptimage.codec.rewrite.DedupReport;
import org.ckptimage.codec.rewrite.Renumber;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code diff} tells what changed in meaning, and nothing else. */
class DiffTest {
    @TempDir
    Path folder;

    private String file(String name, byte[] image) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, image);
        return file.toString();
    }

    private CommandRun diff(byte[] first, byte[] second, String... options) throws IOException {
        String[] files = {file("first.ckpt", first), file("second.ckpt", second)};
        return CommandRun.of(Stream.of(new String[] {"diff"}, options, files).flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    private void same(byte[] first, byte[] second) throws IOException {
        CommandRun run = diff(first, second);
        assertEquals("", run.out() + run.err());
        assertEquals(0, run.status());
    }

    private void differs(Consumer<Plans> change, String... lines) throws IOException {
        CommandRun run = diff(Plans.usual().image(), Plans.usual().with(change).image());
        assertEquals(String.join("\n", lines) + "\n", run.out());
        assertEquals("", run.err());
        assertEquals(1, run.status());
    }

    @ParameterizedTest
    @EnumSource(value = FormatVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"V16", "V14_CREDS"})
    void versionsMeanNothing(FormatVersion version) throws IOException {
        Abi abi = Abi.X86_64.archId(version) >= 0 ? Abi.X86_64 : Abi.X86_32;
        byte[] other = new Plans(version, abi, ByteOrderView.LITTLE).image();
        byte[] usual = new Plans(version.since(FormatVersion.V23_RC2) ? FormatVersion.V18
                : FormatVersion.V23_RC2,
                Abi.X86_32, ByteOrderView.LITTLE).image();
        CommandRun run = diff(usual, other, "--ignore=arch");
        assertEquals("", run.out() + run.err());
        assertEquals(0, run.status());
    }

    @Test
    void byteOrderMeansNothing() throws IOException {
        same(new Plans(FormatVersion.V21, Abi.PPC64, ByteOrderView.BIG).image(),
                new Plans(FormatVersion.V19_RC3, Abi.PPC64, ByteOrderView.LITTLE).image());
    }

    @Test
    void sharingOfCredsMeansNothing() throws IOException {
        byte[] image = Plans.usual().with(p -> p.plan.add(p.task("twin", 102,
                p.worker(new GroupsPlan(33, 44), Plans.NET_BIND_SERVICE)).family(100, 100, 100))).image();
        ByteArrayOutputStream merged = new ByteArrayOutputStream();
        DedupReport report = new Dedup(ScanSettings.standard(), finding -> { }).rewrite(
                () -> new ByteSource(new ByteArrayInputStream(image), "x"), merged);
        assertTrue(report.bytesSaved() > 0, report.toString());
        same(image, merged.toByteArray());
    }

    @Test
    void theArchitectureDoes() throws IOException {
        CommandRun run = diff(Plans.usual().image(),
                new Plans(FormatVersion.V21, Abi.S390X, ByteOrderView.BIG).image());
        assertEquals("image\n  ~ .arch  x86_64 -> s390x\n1 change in 0 tasks\n", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "real", "samples"})
    void noImageDiffersFromItselfWithOtherObjrefs(String images) throws IOException {
        int compared = 0;
        for (String image : TestImages.in(images)) {
            byte[] bytes = TestImages.bytes(image);
            ByteArrayOutputStream shuffled = new ByteArrayOutputStream();
            Renumber.shuffled(ScanSettings.standard(), finding -> { }, 7).rewrite(
                    () -> new ByteSource(new ByteArrayInputStream(bytes), image), shuffled);
            CommandRun run = diff(bytes, shuffled.toByteArray());
            assertEquals("", run.out() + run.err(), image);
            assertEquals(0, run.status(), image);
            compared++;
        }
        assertTrue(compared >= 8, images);
    }

    @Test
    void aChangedGroupAndAGainedCapabilityAreNamed() throws IOException {
        differs(p -> p.worker.cred(p.worker(new GroupsPlan(33, 45),
                Plans.NET_BIND_SERVICE | Plans.SYS_ADMIN)),
                "task 101 worker",
                "! + cred .cap_permitted  cap_sys_admin  privilege gained",
                "! + cred .cap_effective  cap_sys_admin  privilege gained",
                "  + cred .groups         45",
                "  - cred .groups         44",
                "3 changes in 1 task; privilege gained in 1 task");
    }

    @Test
    void groupZeroIsAPrivilegeAndOrderIsNone() throws IOException {
        differs(p -> p.worker.cred(p.worker(new GroupsPlan(0, 33, 44), Plans.NET_BIND_SERVICE)),
                "task 101 worker",
                "! + cred .groups  0  privilege gained",
                "1 change in 1 task; privilege gained in 1 task");
        same(Plans.usual().image(), Plans.usual().with(p -> p.worker.cred(
                p.worker(new GroupsPlan(44, 33, 33), Plans.NET_BIND_SERVICE))).image());
    }

    @Test
    void idsAndSecurebits() throws IOException {
        differs(p -> p.worker.cred(p.worker(new IdsPlan(33, 0, 33, 34), 0x2f)),
                "task 101 worker",
                "! ~ cred .suid        33 -> 0  privilege gained",
                "! ~ cred .securebits  0x00000000 -> 0x0000002f NOROOT NOROOT_LOCKED NO_SETUID_FIXUP "
                        + "NO_SETUID_FIXUP_LOCKED KEEP_CAPS_LOCKED  privilege gained",
                "  ~ cred .fsuid       33 -> 34",
                "3 changes in 1 task; privilege gained in 1 task");
    }

    @Test
    void tasksComeAndGo() throws IOException {
        differs(p -> {
            p.plan.add(p.task("helper", 102, p.worker(new GroupsPlan(), 0)).family(100, 100, 100));
            p.plan.add(p.task("shell", 103, CredPlan.root(p.host)).family(100, 100, 100));
        }, "task 103 shell", "! + appeared  privilege gained", "task 102 helper", "  + appeared",
                "2 changes in 2 tasks; privilege gained in 1 task");
        CommandRun gone = diff(Plans.usual().with(p -> p.plan.add(
                p.task("shell", 103, CredPlan.root(p.host)).family(100, 100, 100))).image(),
                Plans.usual().image());
        assertEquals("task 103 shell\n  - vanished\n1 change in 1 task\n", gone.out());
    }

    @Test
    void userNamespacesAreKnownByTheirCreators() throws IOException {
        differs(p -> p.worker.cred(p.worker(UserNsPlan.madeBy(new UserPlan(1000, p.host)))),
                "user_ns /1000", "  + appeared",
                "task 101 worker", "  ~ cred .user_ns  / -> /1000", "2 changes in 1 task");
        byte[] inside = Plans.usual().with(p -> p.worker.cred(
                p.worker(UserNsPlan.madeBy(new UserPlan(1000, p.host))))).image();
        byte[] deeper = Plans.usual().with(p -> p.worker.cred(p.worker(UserNsPlan.madeBy(
                new UserPlan(0, UserNsPlan.madeBy(new UserPlan(1000, p.host))))))).image();
        assertEquals("task 101 worker\n! ~ cred .user_ns  /1000/0 -> /1000  privilege gained\n"
                + "user_ns /1000/0\n  - vanished\n2 changes in 1 task; privilege gained in 1 task\n",
                diff(deeper, inside).out());
    }

    @Test
    void siblingsAreToldApartByTheirTasks() throws IOException {
        Consumer<Plans> two = p -> {
            UserPlan creator = new UserPlan(1000, p.host);
            p.server.cred(p.worker(UserNsPlan.madeBy(creator)));
            p.worker.cred(p.worker(UserNsPlan.madeBy(creator)));
        };
        byte[] both = Plans.usual().with(two).image();
        same(both, both);
        Consumer<Plans> one = p -> {
            UserNsPlan shared = UserNsPlan.madeBy(new UserPlan(1000, p.host));
            p.server.cred(p.worker(shared));
            p.worker.cred(p.worker(shared));
        };
        assertEquals("user_ns /1000#2\n  - vanished\ntask 101 worker\n  ~ cred .user_ns  /1000#2 -> /1000\n"
                + "2 changes in 1 task\n", diff(both, Plans.usual().with(one).image()).out());
    }

    @Test
    void idMapsAndWhatCredsGainedLater() throws IOException {
        Consumer<Plans> before = p -> extended(p, 1, 0, new IdMapPlan.Extent(0, 100_000, 65_536), 0);
        Consumer<Plans> after = p -> extended(p, 0, Plans.NET_BIND_SERVICE, new IdMapPlan.Extent(0, 0, 1), 0);
        CommandRun run = diff(Plans.usual().with(before).image(), Plans.usual().with(after).image());
        assertEquals(String.join("\n", "user_ns /1000",
                "! ~ .uid_map  0:100000:65536 -> 0:0:1  privilege gained",
                "task 101 worker",
                "! + cred .cap_ambient   cap_net_bind_service  privilege gained",
                "! ~ cred .no_new_privs  1 -> 0  privilege gained",
                "3 changes in 1 task; privilege gained in 1 task", ""), run.out());
    }

    @Test
    void howAnIdMapIsCutMeansNothing() throws IOException {
        byte[] whole = mapped(new IdMapPlan.Extent(0, 100_000, 65_536));
        same(whole, mapped(new IdMapPlan.Extent(10, 100_010, 65_526), new IdMapPlan.Extent(0, 100_000, 10)));
        for (IdMapPlan.Extent other : List.of(new IdMapPlan.Extent(10, 100_011, 65_526),
                new IdMapPlan.Extent(11, 100_010, 65_525))) {
            CommandRun run = diff(whole, mapped(new IdMapPlan.Extent(0, 100_000, 10), other));
            assertTrue(run.out().contains("~ .uid_map  0:100000:65536 -> 0:100000:10 "), run.out());
        }
    }

    private static byte[] mapped(IdMapPlan.Extent... extents) throws IOException {
        return Plans.usual().with(p -> {
            p.plan.extensions();
            p.worker.cred(p.worker(new UserNsPlan(new UserPlan(1000, p.host),
                    new IdMapPlan(1, List.of(extents), List.of()))));
        }).image();
    }

    @Test
    void tasksWithoutACommonPidAreMatchedByPlace() throws IOException {
        byte[] before = alone(500, new GroupsPlan(33, 44));
        same(before, alone(600, new GroupsPlan(33, 44)));
        byte[] after = alone(600, new GroupsPlan(33, 45));
        CommandRun run = diff(before, after);
        assertTrue(run.out().startsWith("tasks are matched by place: no pid is in both images\n"
                + "task 500 solo\n"), run.out());
        assertEquals("place", matching(before, after));
        assertEquals("pid", matching(before, alone(500, new GroupsPlan(33, 45))));
    }

    private String matching(byte[] first, byte[] second) throws IOException {
        return TestImages.json(diff(first, second, "--json").out()).get("tasks_matched_by").asText();
    }

    private static byte[] alone(int pid, GroupsPlan groups) throws IOException {
        Plans plans = Plans.usual();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(new ImagePlan(FormatVersion.V21, Abi.X86_64, ByteOrderView.LITTLE)
                .add(plans.task("solo", pid, plans.worker(groups, 0)).family(1, pid, pid)), out);
        return out.toByteArray();
    }

    @Test
    void whatAnImageNoLongerSaysMayBeGone() throws IOException {
        CommandRun run = diff(
                Plans.usual().with(p -> extended(p, 1, 0, new IdMapPlan.Extent(0, 1, 1), 2)).image(),
                Plans.usual().with(p -> p.worker.cred(
                        p.worker(UserNsPlan.madeBy(new UserPlan(1000, p.host))))).image());
        assertEquals(String.join("\n", "task 101 worker",
                "! ~ .seccomp            filter -> unknown  privilege gained",
                "! ~ cred .no_new_privs  1 -> unknown  privilege gained",
                "2 changes in 1 task; privilege gained in 1 task", ""), run.out());
    }

    private static void extended(Plans p, int noNewPrivs, long ambient, IdMapPlan.Extent extent,
            int seccomp) {
        p.plan.extensions();
        UserNsPlan space = new UserNsPlan(new UserPlan(1000, p.host),
                new IdMapPlan(1, List.of(extent), List.of()));
        CredPlan cred = p.worker(space);
        p.worker.cred(new CredPlan(cred.uids(), cred.gids(), cred.groups(), cred.user(),
                new CapsPlan(0, Plans.NET_BIND_SERVICE, Plans.NET_BIND_SERVICE, -1, 0), null,
                new CredPlan.Recent(noNewPrivs, ambient))).seccomp(seccomp);
    }

    @Test
    void sharingIsComparedByTheTasksThatShare() throws IOException {
        differs(p -> {
            CredPlan own = p.worker(new GroupsPlan(33, 44), Plans.NET_BIND_SERVICE);
            p.worker.sharing(p.server).cred(own);
        },
                "task 100 nginx",
                "  ~ .shared_files    nobody -> task 101",
                "  ~ .shared_mm       nobody -> task 101",
                "  ~ .shared_fs       nobody -> task 101",
                "  ~ .shared_sighand  nobody -> task 101",
                "  ~ .shared_ipc_ns   nobody -> task 101",
                "task 101 worker",
                "  ~ .shared_files    nobody -> task 100",
                "  ~ .shared_mm       nobody -> task 100",
                "  ~ .shared_fs       nobody -> task 100",
                "  ~ .shared_sighand  nobody -> task 100",
                "  ~ .shared_ipc_ns   nobody -> task 100",
                "10 changes in 2 tasks");
    }

    @Test
    void nearlyFullSetsAreToldByWhatTheyLack() throws IOException {
        differs(p -> p.worker.cred(p.worker(new GroupsPlan(33, 44), -1)),
                "task 101 worker",
                "! + cred .cap_permitted  all but cap_net_bind_service  privilege gained",
                "! + cred .cap_effective  all but cap_net_bind_service  privilege gained",
                "2 changes in 1 task; privilege gained in 1 task");
    }

    @Test
    void fieldsCanBeIgnored() throws IOException {
        byte[] first = Plans.usual().image();
        byte[] second = Plans.usual().with(p -> p.worker.cred(
                p.worker(new GroupsPlan(33, 45), Plans.SYS_ADMIN | Plans.NET_BIND_SERVICE))).image();
        assertEquals(0, diff(first, second, "--ignore=groups", "--ignore=cap_effective",
                "--ignore", "cap_permitted").status());
        assertEquals(1, diff(first, second, "--ignore=groups").status());
        CommandRun wrong = diff(first, second, "--ignore=gruops");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("did you mean 'groups'?"), wrong.err());
    }

    @Test
    void jsonHasEveryChange() throws IOException {
        byte[] second = Plans.usual().with(p -> p.worker.cred(
                p.worker(new GroupsPlan(33), Plans.SYS_ADMIN | Plans.NET_BIND_SERVICE))).image();
        CommandRun run = diff(Plans.usual().image(), second, "--json");
        assertEquals(1, run.status());
        JsonNode json = TestImages.json(run.out());
        assertEquals("ckpt-image/diff/1", json.get("schema").asText());
        assertFalse(json.get("same").asBoolean());
        assertEquals(3, json.get("changes").size());
        JsonNode first = json.get("changes").get(0);
        assertEquals("{\"subject\":\"task\",\"pid\":101,\"comm\":\"worker\",\"path\":\"cred\","
                + "\"field\":\"cap_permitted\",\"from\":\"\",\"to\":\"\",\"gained\":[\"cap_sys_admin\"],"
                + "\"lost\":[],\"privilege\":\"gained\"}", first.toString());
        assertEquals("[\"44\"]", json.get("changes").get(2).get("lost").toString());
        CommandRun same = diff(second, second, "--json");
        assertEquals(0, same.status());
        assertTrue(TestImages.json(same.out()).get("same").asBoolean());
    }

    @Test
    void whatIsCutOrNoImageIsNotCompared() throws IOException {
        byte[] image = Plans.usual().image();
        CommandRun cut = diff(image, Arrays.copyOf(image, 2000));
        assertEquals(3, cut.status());
        assertEquals("", cut.out());
        assertTrue(cut.err().contains("error[CKS002]"), cut.err());
        assertEquals(3, diff(image, Arrays.copyOf(image, 2000), "--raw").status());
        assertEquals(3, diff(new byte[] {1, 2, 3}, image).status());
        assertEquals(5, CommandRun.of("diff", folder.resolve("missing").toString(),
                file("x.ckpt", image)).status());
        assertEquals(2, CommandRun.of("diff", "-", "-").status());
        assertEquals(0, CommandRun.reading(image, "diff", "-", file("x.ckpt", image)).status());
    }

    @Test
    void hostileNamesStayOnTheirLine() throws IOException {
        byte[] second = new Plans(FormatVersion.V21, Abi.X86_64, ByteOrderView.LITTLE).image();
        byte[] hostile = second.clone();
        int at = new String(second, StandardCharsets.ISO_8859_1).indexOf("worker\0");
        System.arraycopy(new byte[] {0x1b, '[', '2', 'J', '\n', 'x'}, 0, hostile, at, 6);
        CommandRun run = diff(second, hostile);
        assertEquals("task 101 worker\n  ~ .comm  worker -> \\x1b[2J\\x0ax\n1 change in 1 task\n", run.out());
    }

    @Test
    void rawComparesRecordsWithTheirOffsets() throws IOException {
        byte[] first = Plans.usual().image();
        assertEquals(0, diff(first, first, "--raw").status());
        byte[] second = Plans.usual().with(p -> p.worker.cred(p.worker(new IdsPlan(33, 33, 33, 34), 0)))
                .image();
        CommandRun run = diff(first, second, "--raw");
        assertEquals(1, run.status());
        List<String> lines = run.out().lines().map(l -> l.replaceFirst("^(0x[0-9a-f]{8} ){2}", "")).toList();
        // the cred of the opener is another one now, and all goes on as before behind it
        assertEquals(List.of("CRED .fsuid  33 -> 34", "OBJREF .record  absent -> present",
                "OBJREF .record  absent -> present", "GROUPINFO .record  absent -> present",
                "OBJREF .record  absent -> present", "USER .record  absent -> present",
                "CRED .record  absent -> present", "FILE .f_credref  15 -> 22"), lines.subList(0, 8));
        assertTrue(lines.get(lines.size() - 1).startsWith("TASK_OBJS ."), run.out());
        CommandRun back = diff(second, first, "--raw");
        assertEquals(lines.size(), back.out().lines().count());
        assertTrue(back.out().contains(" USER .record  present -> absent\n"), back.out());
        CommandRun json = diff(first, second, "--raw", "--json");
        assertEquals("fsuid", TestImages.json(json.out()).get("field").asText());
        byte[] longer = Plans.usual().with(p -> p.worker.cred(
                p.worker(new GroupsPlan(1, 2, 3, 4), Plans.NET_BIND_SERVICE))).image();
        assertTrue(diff(first, longer, "--raw").out().contains("GROUPINFO .ngroups  2 -> 4"));
    }
}
