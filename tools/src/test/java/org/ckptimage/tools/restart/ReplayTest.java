// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images restarted by the command: all that can be, and the others with the reason in one line. */
@NeedsRights
final class ReplayTest {
    private static final Map<String, String> REFUSED = Map.of(
            "samples/v03_ecred_differs.img", "task 1001 .ecred_ref: cred:2 and cred:6 differ",
            "good/creds-real-and-effective.ckpt", ".ecred_ref: cred:",
            "good/ckc015-overridden.ckpt", ".ecred_ref: cred:",
            "good/ckc021-file-of-root.ckpt", ".name: open_name: ENOENT (2): /",
            "good/cku006-no-gid-map.ckpt", ".gid: id 500 is not mapped in the user namespace (EINVAL)",
            "samples/v24_pipes_files.img", ".name: open_name: ENOENT (2): /",
            "good/ckv010-path-control.ckpt", ".name: open_name: ENOENT (2): /",
            "good/ckv010-path-unterminated.ckpt", ".name: open_name: ENOENT (2): /",
            "good/cloned-files.ckpt", ".name: open_name: ENOENT (2): /");
    /** Kernels between the seed and v18 wrote no creds, as far as is known. */
    private static final String WITHOUT_CREDS = "good/v16-2009-05-27-";

    @TempDir
    private Path directory;

    static Stream<String> images() {
        return Stream.of("good", "real", "samples").flatMap(folder -> TestImages.in(folder).stream());
    }

    private CommandRun restart(String image, String... options) throws IOException {
        String[] words = Stream.concat(Stream.of("restart", TestImages.file(directory, image)),
                Stream.of(options))
                .toArray(String[]::new);
        return CommandRun.of(words);
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyImageRestartsOrIsRefused(String image) throws IOException {
        CommandRun run = restart(image, "--caps", "narrow", "--any-arch");
        String reason = image.startsWith(WITHOUT_CREDS) ? ".cred_ref: it has no creds" : REFUSED.get(image);
        if (image.equals("real/v21_errunlink.ckpt")) {
            assertTrue(run.err().contains("error[CKS007] error: the checkpoint failed"), run.err());
            reason = "nothing was restarted: ";
        }
        assertEquals(reason == null ? 0 : 1, run.status(), run.err());
        List<String> said = run.err().lines().filter(line -> line.startsWith("ckpt-image: ")
                && !line.contains(": warning: ") && !line.contains(" more warnings with --dry-run")).toList();
        assertEquals(reason == null ? 0 : 1, said.size(), run.err());
        assertTrue(reason == null || said.get(0).contains(reason), run.err());
        assertEquals(reason == null, run.out().startsWith("TASK  "), run.out());
        Tasks.assertGone(Tasks.of(run.out().isEmpty() ? "TASK" : run.out()).values());
    }

    @Test
    void setsOfCriuComeBack() throws IOException {
        CommandRun run = CommandRun.of("restart", "--caps", "narrow",
                Path.of("..", "test-images", "criu", "a06-tree-zombie").toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("107   ") && run.out().contains("  c2"), run.out());
        Tasks.assertGone(Tasks.of(run.out()).values());
    }

    /** What is not refused but for its files is restarted without them. */
    @ParameterizedTest
    @ValueSource(strings = {"good/ckc021-file-of-root.ckpt", "samples/v24_pipes_files.img",
        "good/ckv010-path-control.ckpt", "good/ckv010-path-unterminated.ckpt", "good/cloned-files.ckpt"})
    void filesAreLeftOut(String image) throws IOException {
        CommandRun run = restart(image, "--caps", "narrow", "--files", "none");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains(".files_objref: its open files are left out: fd "), run.err());
    }

    /** Says what was printed when the input is waited for, and then that there is none. */
    private static final class Watching extends InputStream {
        private final ByteArrayOutputStream printed;
        private final Consumer<String> look;

        Watching(ByteArrayOutputStream printed, Consumer<String> look) {
            this.printed = printed;
            this.look = look;
        }

        @Override
        public int read() {
            look.accept(printed.toString(StandardCharsets.UTF_8));
            return -1;
        }
    }

    @Test
    void theyAreThereUntilTheInputEnds() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean[] seen = {false};
        Watching input = new Watching(printed, table -> {
            Map<Integer, Integer> pids = Tasks.of(table);
            assertEquals("33 33 33 33", Tasks.status(pids.get(43), "Uid"));
            assertEquals("0 33", Tasks.status(pids.get(43), "Groups"));
            assertEquals("0000000000000400", Tasks.status(pids.get(43), "CapEff"));
            assertEquals(pids.get(1).toString(), Tasks.status(pids.get(43), "PPid"));
            assertEquals("1", Tasks.status(pids.get(50), "NoNewPrivs"));
            seen[0] = true;
        });
        CommandRun run = CommandRun.streaming(input, printed, "restart", "--caps=narrow",
                TestImages.file(directory, "good/web-after.ckpt"));
        assertEquals(0, run.status(), run.err());
        assertTrue(seen[0], run.out());
        Tasks.assertGone(Tasks.of(run.out()).values());
    }

    @ParameterizedTest
    @CsvSource({"exit 42, 42", "kill -9 $$, 137", "test $(id -u) = 1000, 0"})
    void aCommandEndsItAsItsStatusSays(String script, int status) throws IOException {
        CommandRun run = restart("good/web-after.ckpt", "--caps=narrow", "--task", "50", "--exec", "--",
                "sh", "-c",
                script);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains("task .comm: becomes the name of the command"), run.err());
    }

    @Test
    void aCommandThatIsNotThere() throws IOException {
        CommandRun run = restart("real/caps.ckpt", "--caps=narrow", "--exec", "/nonexistent");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("exec: ENOENT (2)\n"), run.err());
    }

    @Test
    void detachedTasksStay() throws IOException {
        CommandRun run = restart("real/userns.ckpt", "--caps=narrow", "--detach");
        assertEquals(0, run.status(), run.err());
        Map<Integer, Integer> pids = Tasks.of(run.out());
        assertEquals(List.of(344, 346), List.copyOf(pids.keySet()));
        assertEquals("600 600 600 600", Tasks.status(pids.get(346), "Uid"));
        assertEquals("0", Tasks.status(pids.get(346), "TracerPid"));
        Tasks.kill(pids.values());
    }

    /** One line says which task is refused, at which record and field, and why. */
    @Test
    void aPidThatIsTaken() throws IOException {
        CommandRun run = restart("good/web-after.ckpt", "--caps=narrow", "--pids=keep");
        assertEquals(1, run.status());
        List<String> failure = run.err().lines().filter(line -> !line.contains(": warning: ")).toList();
        assertEquals(1, failure.size(), run.err());
        assertTrue(failure.get(0).contains("web-after.ckpt: refused: task 1 .vpid: it keeps pid 1, which is"
                + " taken (EEXIST)"), run.err());
        assertEquals("", run.out());
    }

    /**
     * One line says at which record and field the kernel refused, in which step and why: a queue takes 16384
     * bytes until it is given its capacity.
     */
    @Test
    void aQueueThatIsTooFull() throws IOException {
        IpcPlan.Message message = new IpcPlan.Message(1, new byte[8000]);
        CredPlan root = new CredPlan(IdsPlan.all(0), IdsPlan.all(0), new GroupsPlan(),
                new UserPlan(0, UserNsPlan.root()), CapsPlan.none(), null, new CredPlan.Recent(0, 0));
        IpcPlan queue = new IpcPlan().queue(0, 0, List.of(message, message, message), null);
        TaskPlan task = new TaskPlan("full", 700).cred(root).usedMath(false)
                .objects(new NamespacesPlan("host", queue, false), new FilesPlan(), new MemoryPlan(null))
                .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
        Path file = directory.resolve("full.ckpt");
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageComposer.write(new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE)
                    .extensions().add(task), out);
        }
        CommandRun run = CommandRun.of("restart", "--any-arch", file.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("full.ckpt: ipc_msg .contents: contents: EAGAIN (11)"), run.err());
        assertEquals("", run.out());
    }

    /** Each id as the map of the image has it. */
    @Test
    void capturedMapsAreUsed() throws IOException {
        String script = "test \"$(cat /proc/self/uid_map | tr -s ' ')\" = ' 0 100000 65536'";
        CommandRun captured = restart("good/extensions.ckpt", "--caps=narrow", "--task", "2", "--exec", "--",
                "sh",
                "-c", script);
        assertEquals(0, captured.status(), captured.err());
        assertFalse(captured.err().contains("uid_map"), captured.err());
    }

    @Test
    void json() throws IOException {
        CommandRun run = restart("real/userns.ckpt", "--caps=narrow", "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals("ckpt-image/restart/1", TestImages.json(run.out()).get("schema").asText());
        assertEquals(344, TestImages.json(run.out()).get("tasks").get(0).get("pid").asInt());
    }
}
