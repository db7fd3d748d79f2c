// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.diag.Category;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.tools.CommandRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** checkpoint, restart, checkpoint: the two images mean the same (A20). */
@Timeout(120)
final class RoundTripTest {
    /** CAP_SETGID, SETUID, SETPCAP, SYS_ADMIN, SETFCAP. */
    private static final long NEEDED = 1L << 6 | 1L << 7 | 1L << 8 | 1L << 21 | 1L << 31;
    private static final Set<Category> INSIDE = Set.of(Category.CREDENTIALS, Category.USERNS, Category.LSM,
            Category.EFFICIENCY);
    private static final String SHELL = "sh -c read_line";

    @TempDir
    private Path directory;

    @BeforeAll
    static void asRoot() throws IOException {
        Caller caller = Caller.current();
        boolean able = caller.users().effective() == 0 && (caller.caps().effective() & NEEDED) == NEEDED
                && RoundTripTest.class.getResource("/native/linux-x86_64/ckpt-capture") != null;
        if (!able) {
            System.err.println("SKIPPED RoundTripTest: needs root with CAP_SETUID, SETGID, SETPCAP, SYS_ADMIN"
                    + " and SETFCAP, and a C compiler at build time");
        }
        assumeTrue(able, "needs root");
    }

    private Path checkpoint(int pid, String name) {
        Path image = directory.resolve(name);
        CommandRun run = CommandRun.of("checkpoint", "--tree", Integer.toString(pid), "-o", image.toString());
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.out());
        CommandRun judged = CommandRun.of(validation(image));
        assertEquals(0, judged.status(), judged.out());
        return image;
    }

    /** Nothing is doubtful but who is inside, which is up to the test. */
    private static String[] validation(Path image) {
        List<String> words = new ArrayList<>(List.of("validate", "--strict", image.toString()));
        for (Rule rule : Rule.values()) {
            if (INSIDE.contains(rule.category()) && rule.severity() != Severity.ERROR) {
                words.add("--waive");
                words.add(rule + ":the test says who is inside");
            }
        }
        return words.toArray(String[]::new);
    }

    private static void assertSame(Path one, Path other) {
        CommandRun diff = CommandRun.of("diff", one.toString(), other.toString());
        assertEquals("", diff.out() + diff.err());
        assertEquals(0, diff.status());
    }

    /** What was captured comes back and is captured again. */
    private void replay(Path image) throws IOException {
        try (Replay replay = Replay.of(image)) {
            assertSame(image, checkpoint(replay.root(), "again.ckpt"));
        }
    }

    /** What was composed comes to life, is captured, comes back and is captured again. */
    private void composed(Composed images) throws IOException {
        Path model = directory.resolve("composed.ckpt");
        images.write(model);
        Path captured;
        try (Replay replay = Replay.of(model)) {
            captured = checkpoint(replay.root(), "captured.ckpt");
            assertSame(model, captured);
        }
        replay(captured);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHELL,
        "setpriv --reuid 1000 --regid 1000 --groups 4,24,27,1000 --inh-caps=-all " + SHELL,
        "setpriv --inh-caps=+net_raw,+chown --ambient-caps=+net_raw setpriv --bounding-set=-chown"
            + " --securebits=+noroot,+noroot_locked,+keep_caps_locked --no-new-privs " + SHELL,
        "unshare -Ur " + SHELL,
        "unshare -Ur unshare -Ur unshare -Ur " + SHELL})
    void realProcesses(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(words.size() - 1, "echo; read line");
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Path image;
        try {
            // once the shell speaks, the commands before it have done their work
            assertEquals('\n', process.getInputStream().read());
            image = checkpoint((int) process.pid(), "first.ckpt");
        } finally {
            process.destroyForcibly().onExit().join();
            Replay.awaitEnd((int) process.pid());
        }
        replay(image);
    }

    @Test
    void allFieldsOfACred() throws IOException {
        Composed images = new Composed();
        images.process(0, 0, images.cred(new IdsPlan(1001, 1002, 1003, 1004),
                new CapsPlan(0x2001, 0x2000, 0x2000, images.caps(0, 0).bounding() & ~1, 0x2f), 0x2000,
                new GroupsPlan(4, 24, 27)));
        composed(images);
    }

    @Test
    void manyGroups() throws IOException {
        Composed images = new Composed();
        images.process(0, 0, images.cred(IdsPlan.all(1000), images.caps(0, 0), 0,
                new GroupsPlan(IntStream.range(100_000, 165_536).toArray())));
        composed(images);
    }

    /** Ten tasks in three sessions, one of them a zombie, one in a group whose leader is its sibling. */
    @Test
    void aTreeOfTen() throws IOException {
        Composed images = new Composed();
        images.process(0, 0, images.root());
        images.process(1, 0, images.user(1000)).family(images.pid(0), images.pid(1), images.pid(1));
        images.process(2, 1, images.user(1001)).family(images.pid(1), images.pid(1), images.pid(1));
        images.process(3, 1, images.root()).family(images.pid(1), images.pid(3), images.pid(1));
        images.process(4, 1, images.user(1002)).family(images.pid(1), images.pid(3), images.pid(1));
        images.process(5, 0, images.root()).family(images.pid(0), images.pid(5), images.pid(5));
        images.process(6, 5, images.user(1003)).family(images.pid(5), images.pid(5), images.pid(5));
        images.process(7, 0, images.user(1004));
        images.process(8, 7, images.user(1005));
        images.process(9, 0, images.root()).zombie(7 << 8);
        composed(images);
    }

    @Test
    void threadsWithCredsOfTheirOwn() throws IOException {
        Composed images = new Composed();
        TaskPlan leader = images.process(0, 0, images.root());
        images.thread(1, leader, images.user(1001));
        images.thread(2, leader, images.user(1002));
        composed(images);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void nestedNamespaces(int levels) throws IOException {
        Composed images = new Composed();
        images.process(0, 0, images.root());
        UserNsPlan space = images.space();
        for (int level = 1; level <= levels; level++) {
            space = Composed.below(space, 500);
            images.process(level, level - 1, Composed.inside(space, 500));
        }
        composed(images);
    }
}
