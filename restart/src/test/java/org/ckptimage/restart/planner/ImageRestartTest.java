// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every good image is restarted, and what the kernel then says is compared with what the image says. */
@NeedsRoot
final class ImageRestartTest {
    /** Images that cannot be restarted, by the error and the field at fault. */
    private static final Map<String, String> REFUSED = Map.of(
            "real/v21_errunlink.ckpt", "EIO ",
            "samples/v03_ecred_differs.img", "EOPNOTSUPP ecred_ref",
            "good/creds-real-and-effective.ckpt", "EOPNOTSUPP ecred_ref");
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
        Planned planned = new RestartPlanner(caller, new RestartOptions(RestartOptions.Pids.ANY,
                new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
                RestartOptions.Caps.NARROW, 100)).plan(image);
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
        }
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
