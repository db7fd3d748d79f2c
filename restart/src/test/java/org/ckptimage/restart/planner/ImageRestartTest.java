// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every good image is restarted, and what the kernel then says is compared with what the image says. */
@NeedsRoot
final class ImageRestartTest {
    /** Images that cannot be restarted, by the error and the field at fault. */
    private static final Map<String, String> REFUSED = Map.of(
            "real/v21_errunlink.ckpt", "EIO ",
            "samples/v03_ecred_differs.img", "EOPNOTSUPP ecred_ref",
            "good/ckc015-overridden.ckpt", "EOPNOTSUPP ecred_ref",
            "good/creds-real-and-effective.ckpt", "EOPNOTSUPP ecred_ref");
    /** Images that name files which are not here. */
    private static final Set<String> WITHOUT_FILES = Set.of("good/ckc021-file-of-root.ckpt",
            "good/ckv010-path-control.ckpt",
            "good/ckv010-path-unterminated.ckpt", "good/cloned-files.ckpt", "samples/v24_pipes_files.img");
    private static final long KILL_AND_STOP = 1L << 8 | 1L << 18;
    /** Kernels between the seed and v18 wrote no creds, as far as is known. */
    private static final String WITHOUT_CREDS = "good/v16-2009-05-27-";

    static List<String> images() {
        return Images.in("real", "samples", "good");
    }

    @ParameterizedTest
    @MethodSource("images")
    void tasksComeBack(String name) throws IOException {
        Image image = Images.read(name);
        Caller caller = Caller.current();
        RestartOptions.Files files = WITHOUT_FILES.contains(name) ? RestartOptions.Files.NONE
                : RestartOptions.Files.OWN;
        Planned planned = new RestartPlanner(caller, new RestartOptions(RestartOptions.Pids.ANY,
                new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
                RestartOptions.Caps.NARROW, 100).with(files)).plan(image,
                        Images.resources(Images.bytes(name)));
        if (planned.plan().isEmpty()) {
            String expected = name.startsWith(WITHOUT_CREDS) ? "EINVAL cred_ref" : REFUSED.get(name);
            assertEquals(expected, planned.refusals().stream().map(r -> r.error() + " " + r.field())
                    .findFirst().orElse("?"), planned.remarks() + "");
            return;
        }
        assertEquals(List.of(), planned.authorisation().denied());
        try (Restarted restarted = Restarted.asRoot().ready(planned.plan().get())) {
            restarted.process().release();
            assertEquals(image.tasks().size(), planned.sources().size());
            family(planned.sources(), restarted);
            planned.sources().forEach((at, task) -> compare(image, task, restarted, at));
            for (int at : planned.sources().keySet()) {
                descriptors(planned.plan().get(), restarted, at);
            }
        }
    }

    /** The descriptors of the plan, and no others, be they of the program or of this process. */
    private static void descriptors(RestartPlan plan, Restarted restarted, int at) throws IOException {
        if (plan.tasks().get(at).kind() != PlanTask.Kind.PROCESS) {
            return;
        }
        Path table = Path.of("/proc", Integer.toString(restarted.pid(at)), "fd");
        try (Stream<Path> all = Files.list(table)) {
            assertEquals(plan.files().held().stream().filter(held -> held.task() == at)
                    .map(held -> Integer.toString(held.number())).sorted().toList(),
                    all.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    /** None of the images is passed over, and what is expected to be refused is among them. */
    @Test
    void allImagesAreHere() throws IOException {
        List<String> images = images();
        assertEquals(List.of(), Files.readAllLines(Path.of("../test-images/MANIFEST.tsv")).stream()
                .map(line -> line.split("\t")[0]).filter(name -> name.startsWith("good/")
                        && !images.contains(name)).toList());
        assertTrue(images.containsAll(REFUSED.keySet()) && images.containsAll(WITHOUT_FILES), images + "");
        assertEquals(12, images.stream().filter(name -> name.startsWith("real/")).count());
        assertEquals(8, images.stream().filter(name -> name.startsWith("samples/")).count());
    }

    /** Who of the image is whose child and in whose session. */
    private static void family(Map<Integer, Task> sources, Restarted restarted) {
        Map<Integer, Integer> numbers = new HashMap<>();
        sources.forEach((at, task) -> numbers.put(task.ids().pid(), restarted.pid(at)));
        sources.forEach((at, task) -> {
            String pid = Integer.toString(restarted.pid(at));
            int[] family = {task.ids().ppid(), task.ids().pgid(), task.ids().sid()};
            for (int i = 0; i < family.length; i++) {
                if (!task.thread() && numbers.containsKey(family[i])) {
                    assertEquals(numbers.get(family[i]), (int) ProcFile.stat(pid, i + 4), task + " " + i);
                }
            }
        });
    }

    private static void compare(Image image, Task task, Restarted restarted, int at) {
        int pid = restarted.pid(at);
        int process = pid;
        if (task.thread()) {
            process = Integer.parseInt(ProcFile.status(Integer.toString(pid)).get("Tgid"));
        }
        ProcFile status = ProcFile.status(process + "/task/" + pid);
        if (task.zombie()) {
            assertEquals("Z (zombie)", status.get("State"));
            assertEquals(task.exitCode(), ProcFile.stat(Integer.toString(pid), 52));
            return;
        }
        ImageObjects objects = new ImageObjects(image);
        Cred cred = objects.cred(task.credRef().getAsInt()).orElseThrow();
        assertEquals(text(cred.users()), status.ids("Uid"));
        assertEquals(text(cred.groups()), status.ids("Gid"));
        assertEquals(sorted(objects.groupinfo(cred.groupinfoRef()).orElseThrow().groups()),
                status.ids("Groups"));
        boolean inside = objects.spaceOf(cred).orElseThrow().level().orElseThrow() > 0;
        caps(cred.caps(), status, inside);
        assertEquals(cred.ambient() & cred.caps().permitted() & cred.caps().inheritable(),
                status.hex("CapAmb"));
        assertEquals(cred.noNewPrivs().orElse(0), Long.parseLong(status.get("NoNewPrivs")));
        assertEquals(task.signals().blocked() & ~KILL_AND_STOP, status.hex("SigBlk"));
        assertEquals(task.thread() ? -1 : task.signals().exit(), ProcFile.stat(process + "/task/" + pid, 38));
        String initial = ProcFile.link("self", "ns/user");
        assertEquals(inside, !ProcFile.link(Integer.toString(process), "ns/user").equals(initial));
    }

    private static void caps(Cred.Caps caps, ProcFile status, boolean inside) {
        ProcFile self = ProcFile.status("self");
        long all = (1L << 41) - 1;
        long most = inside ? all : self.hex("CapPrm");
        assertEquals(caps.permitted() & most, status.hex("CapPrm"));
        assertEquals(caps.effective() & most, status.hex("CapEff"));
        assertEquals(caps.inheritable() & (inside ? all : self.hex("CapBnd")), status.hex("CapInh"));
        assertEquals(caps.bounding() & (inside ? all : self.hex("CapBnd")), status.hex("CapBnd"));
    }

    private static String text(Cred.Ids ids) {
        return ids.real() + " " + ids.effective() + " " + ids.saved() + " " + ids.filesystem();
    }

    private static String sorted(GroupList groups) {
        long[] ids = new long[groups.size()];
        Arrays.setAll(ids, groups::get);
        Arrays.sort(ids);
        return Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badImagesAreJudgedWithoutHarm(String name) throws IOException {
        Image image = Images.read(name);
        Planned planned = new RestartPlanner(Caller.current(), new RestartOptions(RestartOptions.Pids.KEEP,
                new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
                RestartOptions.Caps.EXACT, 100)).plan(image);
        assertTrue(planned.plan().isPresent() != !planned.refusals().isEmpty());
    }

    static List<String> bad() {
        return Images.in("bad");
    }
}
