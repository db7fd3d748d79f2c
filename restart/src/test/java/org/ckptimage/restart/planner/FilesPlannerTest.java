// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PipePlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.files.OpenFiles;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which files are opened, by whom, and what is said of the others. */
final class FilesPlannerTest {
    private static final UserNsPlan SPACE = UserNsPlan.root();
    private static final CredPlan ROOT = CredPlan.root(SPACE);
    private static final CredPlan USER = cred(1000);
    private static final Caller CALLER = new Caller(Plans.ids(0), Plans.ids(0), GroupList.EMPTY,
            new Cred.Caps(0, -1L >>> 23, -1L >>> 23, -1L >>> 23, 0), 40);
    private static final RestartOptions OPTIONS = new RestartOptions(RestartOptions.Pids.ANY,
            new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
            RestartOptions.Caps.EXACT, 9);

    private ImagePlan image = new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE);

    private static CredPlan cred(int id) {
        return CredPlan.of(new UserPlan(id, SPACE), id, new GroupsPlan(), CapsPlan.none());
    }

    private static FilePlan named(String path, CredPlan opener, int flags) {
        return new FilePlan(new FilePlan.Named(path), opener, null, flags, 5);
    }

    private TaskPlan task(int pid, CredPlan cred, FilesPlan files) {
        TaskPlan task = new TaskPlan("t", pid).cred(cred).usedMath(false)
                .objects(new NamespacesPlan("host", new IpcPlan(), false), files, new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        image = image.add(task);
        return task;
    }

    private Planned planned(RestartOptions options) throws IOException {
        return new RestartPlanner(CALLER, options).plan(Images.composed(image),
                Images.resources(image));
    }

    private static List<String> texts(List<Remark> remarks) {
        return remarks.stream().filter(remark -> !remark.field().startsWith("cap_"))
                .map(remark -> remark.text().replaceAll("(file|cred|files):[0-9]+", "$1")).toList();
    }

    /** Number, name and uid of the opener of what a task holds; -1 is the caller. */
    private static List<String> held(Planned planned, int task) {
        RestartPlan plan = planned.plan().orElseThrow();
        return plan.files().held().stream().filter(one -> one.task() == task).map(one -> {
            PlanFiles.Opened file = plan.files().opened().get(one.file());
            return one.number() + " " + file.name() + " " + (file.cred() < 0 ? -1
                    : plan.creds().get(file.cred()).users().filesystem());
        }).toList();
    }

    @Test
    void whoHoldsAFileOpensIt() throws IOException {
        FilePlan log = named("/log", ROOT, 02001);
        task(700, ROOT, new FilesPlan().open(7, log).open(3, named("/a", ROOT, 0)).open(9, log));
        task(701, USER, new FilesPlan().open(3, log));
        Planned planned = planned(OPTIONS);
        assertEquals(List.of("3 /a 0", "7 /log 0", "9 /log 0"), held(planned, 0));
        assertEquals(List.of("3 /log 1000"), held(planned, 1));
        assertEquals(3, planned.plan().orElseThrow().files().opened().size());
        assertEquals(List.of("file .f_pos: tasks with different creds share it: each cred opens it by itself,"
                + " and has an offset of its own from then on", "file .f_credref: opened with cred (uid 0),"
                + " which has more rights than cred (uid 1000) of task 701, who opens it now"),
                texts(planned.warnings()));
    }

    @Test
    void theCallerOpensThem() throws IOException {
        FilePlan log = named("/log", ROOT, 1);
        task(700, ROOT, new FilesPlan().open(7, log));
        task(701, USER, new FilesPlan().open(3, log));
        Planned planned = planned(OPTIONS.with(RestartOptions.Files.ALL));
        assertEquals(List.of("7 /log -1"), held(planned, 0));
        assertEquals(List.of("3 /log -1"), held(planned, 1));
        assertEquals(1, planned.plan().orElseThrow().files().opened().size(), "shared as it was");
        assertEquals(List.of("file .f_credref: opened with cred (uid 0), which has more rights than cred"
                + " (uid 1000) of task 701; the caller opens it now"), texts(planned.warnings()));
    }

    @Test
    void nobodyOpensThem() throws IOException {
        FilesPlan files = new FilesPlan();
        IntStream.range(0, 7).forEach(fd -> files.open(fd, named("/a", ROOT, 0)));
        task(700, ROOT, files);
        Planned planned = planned(OPTIONS.with(RestartOptions.Files.NONE));
        assertEquals(PlanFiles.NONE, planned.plan().orElseThrow().files());
        assertEquals(List.of("task 700 .files_objref: its open files are left out: fd 0, 1, 2, 3, 4 and 2"
                + " more"), texts(planned.warnings()));
    }

    @Test
    void otherKindsAreLeftOut() throws IOException {
        PipePlan pipe = new PipePlan(new byte[] {1});
        FilePlan end = FilePlan.of(new FilePlan.PipeEnd(pipe), USER, 0);
        task(700, USER, new FilesPlan().open(0, end).open(1, end).open(2, named("/x", USER, 0))
                .open(3, FilePlan.of(new FilePlan.EventFd(3), USER, 2))
                .open(4, named("/etc", USER, 0200000)));
        Planned planned = planned(OPTIONS);
        assertEquals(List.of("2 /x 1000"), held(planned, 0));
        assertEquals(List.of("task 700 .files_objref: not opened again: pipe, fd 0, 1",
                "task 700 .files_objref: not opened again: eventfd, fd 3",
                "task 700 .files_objref: not opened again: directory, fd 4"), texts(planned.warnings()));
    }

    @Test
    void tablesAndFlagsThatAreNotAsTheyWere() throws IOException {
        FilesPlan shared = new FilesPlan().open(3, named("/a", USER, 01040002));
        TaskPlan leader = task(700, USER, shared);
        task(701, USER, shared);
        FilesPlan other = new FilesPlan().open(3, named("/b", USER, 0));
        task(702, USER, other).threadOf(leader).cred(USER).objects(new NamespacesPlan("host", new IpcPlan(),
                false), other, new MemoryPlan(null));
        Planned planned = planned(OPTIONS);
        assertEquals(List.of("3 /a 1000"), held(planned, 0));
        assertEquals(1, planned.plan().orElseThrow().files().opened().size());
        assertEquals(2, planned.plan().orElseThrow().files().opened().get(0).flags());
        assertEquals(List.of("file .f_flags: 01040000 of its flags are not set again",
                "task 702 .files_objref: a thread with open files of its own: it gets those of its process",
                "task 701 .files_objref: shared its table with task 700: it gets one of its own, with the"
                        + " same files"), texts(planned.warnings()));
    }

    @Test
    void whatCannotBe() throws IOException {
        task(700, USER, new FilesPlan().open(4096, named("/a", USER, 0)));
        assertEquals(List.of("task 700 .fd_descriptor: fd 4096, at most 4095 (EMFILE)"),
                texts(planned(OPTIONS).refusals()));
    }

    @Test
    void namesThatAreNotFromTheRoot() throws IOException {
        task(700, USER, new FilesPlan().open(0, named("a", USER, 0)));
        assertEquals(List.of("file .name: it cannot be opened so (EINVAL)"),
                texts(planned(OPTIONS).refusals()));
    }

    @Test
    void filesThatAreNotThere() throws IOException {
        task(700, USER, new FilesPlan().open(8, named("/a", USER, 0)));
        OpenFiles all = Images.resources(image).files();
        RestartPlanner planner = new RestartPlanner(CALLER, OPTIONS);
        Planned cut = planner.plan(Images.composed(image), new Resources(List.of(),
                new OpenFiles(all.tables(), Map.of(), 0)));
        assertEquals(List.of("file .fd_objref: fd 8 of task 700 is not in the image (EINVAL)"),
                texts(cut.refusals()));
        Planned many = planner.plan(Images.composed(image), new Resources(List.of(),
                new OpenFiles(all.tables(), all.files(), 2)));
        assertEquals(List.of("image: 2 open files or descriptors too many (E2BIG)"),
                texts(many.refusals()));
    }

    /** A command has its first three from the caller. */
    @ParameterizedTest
    @EnumSource(value = RestartOptions.Files.class, names = {"OWN", "ALL"})
    void aCommandKeepsTheTerminal(RestartOptions.Files files) throws IOException {
        FilePlan file = named("/a", USER, 0);
        task(700, USER, new FilesPlan().open(0, file).open(1, file).open(2, file).open(3, file));
        RestartPlan plan = planned(OPTIONS.with(files)).plan().orElseThrow();
        assertEquals(4, plan.files().held().size());
        assertEquals(List.of(3), plan.running(new PlanCommand(0, List.of("x"),
                List.of(), PlanCommand.Privileges.NONE_NEW)).files().held()
                .stream().map(PlanFiles.Held::number).toList());
    }
}
