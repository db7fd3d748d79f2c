// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.model.files.OpenFlags;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanFiles.Held;
import org.ckptimage.restart.plan.PlanFiles.Opened;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are opened again by name, as the caller or as whoever holds them; and nothing is gained by it. */
@NeedsRoot
final class FilesRestartTest {
    private static final int WRITE = 1;

    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = Files.writeString(directory.resolve("file"), "0123456789");
        mode(file, "rw-r--r--");
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static Opened opened(Path name, int flags, int cred, long pos) {
        return new Opened(31, name.toString(), flags, cred, pos);
    }

    /** One process with a cred that holds one file, opened by that cred or the caller. */
    private static RestartPlan single(long id, Path name, int flags, int opener) {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(cred(id, caps(id == 0 ? HELD : 0, HELD))));
        return plans.plan().with(new PlanFiles(List.of(opened(name, flags, opener, 0)),
                List.of(new Held(task, 0, 3, OnExec.KEEP))));
    }

    private static List<String> numbers(int pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Integer.toString(pid), "fd"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String info(int pid, int fd) throws IOException {
        return Files.readString(Path.of("/proc", Integer.toString(pid), "fdinfo", Integer.toString(fd)))
                .lines().limit(2).reduce("", (a, b) -> a + b.replaceAll("\\s+", " ") + ";");
    }

    @ParameterizedTest
    @ValueSource(ints = {NONE, 0})
    void descriptorsAreAsPlanned(int opener) throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(cred(1000, caps(0, HELD))), 0);
        plans.thread(root, 0, 0);
        int child = plans.process(root, 0);
        int bare = plans.process(root, 0);
        mode(file, "rw-rw-rw-");
        PlanFiles files = new PlanFiles(List.of(
                opened(file, OpenFlags.APPEND | WRITE, opener, 4), opened(file, 0, opener, 7),
                opened(file, 2 | OpenFlags.NONBLOCK | OpenFlags.SYNC | OpenFlags.DSYNC, opener, 1L << 40),
                opened(Path.of("/dev/null"), 2, opener, 9)),
                List.of(new Held(root, 0, 0, OnExec.KEEP), new Held(root, 1, 3, OnExec.CLOSE),
                        new Held(root, 3, 9, OnExec.KEEP), new Held(child, 0, 3, OnExec.CLOSE),
                        new Held(child, 2, 4095, OnExec.KEEP)));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan().with(files))) {
            restarted.process().release();
            assertEquals(List.of("0", "3", "9"), numbers(restarted.pid(root)));
            assertEquals(List.of("3", "4095"), numbers(restarted.pid(child)));
            assertEquals(List.of(), numbers(restarted.pid(bare)));
            assertEquals("pos: 4;flags: 0102001;", info(restarted.pid(root), 0));
            assertEquals("pos: 7;flags: 02100000;", info(restarted.pid(root), 3));
            assertEquals("pos: 4;flags: 02102001;", info(restarted.pid(child), 3));
            assertEquals("pos: 1099511627776;flags: 04114002;", info(restarted.pid(child), 4095));
            Path held = Path.of("/proc", Integer.toString(restarted.pid(root)), "fd", "0");
            assertEquals(Files.readAttributes(file, "unix:dev,ino"),
                    Files.readAttributes(held, "unix:dev,ino"));
        }
        assertEquals("0123456789", Files.readString(file), "it was opened, and nothing else");
    }

    /** While they are held, too: what is open besides are the pipes of the program. */
    @Test
    void nobodyHoldsTheFilesOfOthers() throws IOException {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(Plans.root()));
        plans.process(NONE, plans.add(cred(1000, caps(0, HELD))));
        RestartPlan plan = plans.plan().with(new PlanFiles(List.of(opened(file, 0, 0, 0)),
                List.of(new Held(task, 0, 3, OnExec.KEEP))));
        try (Restarted restarted = Restarted.asRoot().ready(plan)) {
            for (int at = 0; at < 2; at++) {
                Path table = Path.of("/proc", Integer.toString(restarted.pid(at)), "fd");
                try (Stream<Path> all = Files.list(table)) {
                    List<String> shown = all.filter(link -> leadsTo(link, file))
                            .map(link -> link.getFileName().toString()).toList();
                    assertEquals(at == task ? List.of("3") : List.of(), shown);
                }
            }
        }
    }

    private static boolean leadsTo(Path link, Path name) {
        try {
            return Files.readSymbolicLink(link).equals(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one reads the other does not see again; what the command does not hold is closed. */
    @Test
    void tasksShareOneOffset() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int task = plans.process(root, 0);
        Path out = directory.resolve("out");
        RestartPlan plan = plans.plan().with(new PlanFiles(List.of(opened(file, 0, NONE, 2)),
                List.of(new Held(root, 0, 5, OnExec.KEEP), new Held(task, 0, 1, OnExec.KEEP),
                        new Held(task, 0, 7, OnExec.KEEP), new Held(task, 0, 8, OnExec.CLOSE))));
        String script = "dd bs=3 count=1 <&7 2>/dev/null > " + out + "; grep pos /proc/$PPID/fdinfo/5 >> "
                + out + "; ls /proc/self/fd | tr '\\n' ' ' >> " + out;
        PlanCommand command = new PlanCommand(task, List.of("/bin/sh", "-c", script),
                List.of("PATH=/usr/bin:/bin"), Privileges.NONE_NEW);
        try (Restarted restarted = Restarted.asRoot().ready(plan.running(command))) {
            restarted.process().release();
            assertEquals(0, restarted.process().awaitCommand());
        }
        // ls has the directory as number 3
        assertEquals("234pos:\t5\n0 1 2 3 7 ", Files.readString(out));
    }

    /** The image names what root may read and its task may not. */
    @ParameterizedTest
    @CsvSource({"rw-------, rwxr-xr-x, open_file", "rw-r--r--, rwx------, open_name"})
    void aTaskGetsNoFileThatItCouldNotOpen(String mode, String above, String step) throws IOException {
        mode(file, mode);
        mode(directory, above);
        try (Restarted restarted = Restarted.asRoot()) {
            RestartFailure failure = restarted.failure(single(1000, file, 0, 0));
            assertEquals("task 0 file:31 .name: " + step + ": EACCES (13)", failure.text());
        }
        try (Restarted restarted = Restarted.asRoot().ready(single(1000, file, 0, NONE))) {
            assertEquals("pos: 0;flags: 0100000;", info(restarted.pid(0), 3));
        }
    }

    /** Nor does the caller, who is then the one to open it. */
    @ParameterizedTest
    @ValueSource(ints = {NONE, 0})
    void aUserGetsNoFileOfRoot(int opener) throws IOException {
        mode(file, "rw-r--r--");
        try (Restarted restarted = Restarted.asUser().ready(single(1000, file, 0, opener))) {
            assertEquals("pos: 0;flags: 0100000;", info(restarted.pid(0), 3));
        }
        try (Restarted restarted = Restarted.asUser()) {
            assertEquals("task 0 file:31 .name: open_file: EACCES (13)",
                    restarted.failure(single(1000, file, WRITE, opener)).text());
        }
        mode(file, "rw-------");
        try (Restarted restarted = Restarted.asUser()) {
            assertEquals("task 0 file:31 .name: open_file: EACCES (13)",
                    restarted.failure(single(1000, file, 0, opener)).text());
        }
    }

    /** Who may become somebody opens as that one; what the caller itself may is another question. */
    @Test
    void whoHoldsItOpensIt() throws IOException {
        Files.setAttribute(file, "unix:uid", 501);
        mode(file, "rw-------");
        String[] caps = {"--inh-caps=-all,+setuid,+setgid,+setpcap",
            "--ambient-caps=+setuid,+setgid,+setpcap"};
        try (Restarted restarted = Restarted.asUser(caps).ready(single(501, file, WRITE, 0))) {
            assertEquals(1, restarted.result().pids().size());
        }
        try (Restarted restarted = Restarted.asUser(caps)) {
            assertEquals("open_file EACCES", step(restarted.failure(single(501, file, WRITE, NONE))));
        }
    }

    @Test
    void whoIsInANamespaceOpensAsOneInIt() throws IOException {
        Plans plans = new Plans();
        int space = plans.space(NONE, new Creator(0, 0), IdMap.of(0, 100_000, 10));
        int task = plans.process(NONE, plans.add(Plans.inside(space, 0)));
        RestartPlan plan = plans.plan().with(new PlanFiles(List.of(opened(file, 0, 0, 0)),
                List.of(new Held(task, 0, 3, OnExec.KEEP))));
        mode(file, "rw-------");
        try (Restarted restarted = Restarted.asRoot()) {
            assertEquals("open_file EACCES", step(restarted.failure(plan)));
        }
        Files.setAttribute(file, "unix:uid", 100_000);
        try (Restarted restarted = Restarted.asRoot().ready(plan)) {
            assertEquals("pos: 0;flags: 0100000;", info(restarted.pid(task), 3));
        }
    }

    private static String step(RestartFailure failure) {
        return failure.step() + " " + failure.error();
    }

    @ParameterizedTest
    @CsvSource({"missing, open_name ENOENT", "fifo, file_type ENXIO", "link, open_name ELOOP",
        "directory, file_type EISDIR", "links/file, open_name ELOOP", "file/x, open_name ENOTDIR",
        "/dev/kmsg, file_type ENXIO", "/proc/self/mem, open_name ELOOP"})
    void whatIsNotTheFile(String name, String step) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", directory.resolve("fifo").toString()).start().waitFor());
        Files.createSymbolicLink(directory.resolve("link"), file);
        Files.createSymbolicLink(directory.resolve("links"), directory);
        Files.createDirectory(directory.resolve("directory"));
        for (int opener : new int[] {NONE, 0}) {
            try (Restarted restarted = Restarted.asRoot()) {
                RestartFailure failure = restarted.failure(single(0, directory.resolve(name), WRITE, opener));
                assertEquals(step, step(failure));
                assertEquals("file:31 0", failure.recordType() + ":" + failure.objref() + " "
                        + failure.task().orElse(-1));
            }
        }
        assertTrue(Files.notExists(directory.resolve("missing")), "it was made");
    }

    @Test
    void moreThanTheCallerMayHaveOpen() throws IOException {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(Plans.root()));
        RestartPlan plan = plans.plan().with(new PlanFiles(List.of(opened(file, 0, 0, 0)),
                List.of(new Held(task, 0, 4000, OnExec.KEEP))));
        try (Restarted restarted = Restarted.behind("prlimit", "--nofile=1024:1024")) {
            assertEquals("task: memory: EMFILE (24)", restarted.failure(plan).text());
        }
    }
}
