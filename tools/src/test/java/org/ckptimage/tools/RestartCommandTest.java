// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code restart} answers without starting anything. */
final class RestartCommandTest {
    private static final String ROOT = "{\"uid\": 0, \"gid\": 0, \"cap_permitted\": \"all\"}";
    private static final String USER = "{\"uid\": 1000, \"gid\": 1000, \"groups\": [4, 27]}";

    @TempDir
    private Path directory;

    private CommandRun dryRun(String image, String profile, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("profile.json"), profile);
        return CommandRun.of(Stream.concat(Stream.of("restart", "--dry-run", "--as", file.toString(),
                TestImages.file(directory, image)), Stream.of(options)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"bad/ckc001-effective.ckpt, CKC001", "bad/ckc002-ambient.ckpt, CKC002",
        "bad/cku003-uid-not-mapped.ckpt, CKU003"})
    void credsThatCannotBeAreRefused(String image, String rule) throws IOException {
        CommandRun run = dryRun(image, ROOT);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("error[" + rule + "]"), run.err());
    }

    @Test
    void rootMayRestartAll() throws IOException {
        CommandRun run = dryRun("good/web-after.ckpt", ROOT);
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().endsWith("web-after.ckpt: can be restarted: 6 tasks\n"), run.out());
        assertTrue(run.out().contains("43    process  any  1       ghost 2"), run.out());
    }

    @Test
    void aUserLacksRights() throws IOException {
        CommandRun run = dryRun("good/web-after.ckpt", USER);
        assertEquals(1, run.status());
        assertTrue(run.out().contains("denied  cred:15 .uid          cap_setuid            cap_setuid "),
                run.out());
        assertTrue(run.out().contains("cannot be restarted by this caller: 19 steps denied, it lacks all\n"),
                run.out());
    }

    /** The effective set alone counts, and one capability can be all that is missing. */
    @Test
    void oneCapabilityIsMissing() throws IOException {
        String profile = "{\"uid\":0,\"gid\":0,\"cap_permitted\":\"all\",\"cap_effective\":"
                + "\"0x1fffffffdbf\"}";
        CommandRun run = dryRun("good/web-after.ckpt", profile, "--json");
        JsonNode plan = TestImages.json(run.out());
        assertEquals(1, run.status());
        assertEquals("ckpt-image/restart/1", plan.get("schema").asText());
        assertEquals("0x0000000000000040", plan.get("missing").asText());
        assertEquals(false, plan.get("authorised").asBoolean());
        assertEquals(6, plan.get("tasks").size());
        assertEquals("ghost", plan.get("tasks").get(2).get("kind").asText());
        assertEquals("/dev/null", plan.get("files").get(0).get("name").asText());
        assertEquals(15, plan.get("files").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}| a profile needs .uid", "[]| a profile is one JSON object", "{\"uid\": -1}| .uid takes a number",
        "{\"uid\": 4294967295}| .uid takes a number", "{\"who\": 1}| a profile has no key 'who'",
        "{\"uid\": 0, \"gid\": 0, \"cap_bounding\": [\"chown\"]}| no capability 'chown'",
        "{\"uid\": 0, \"gid\": 0, \"cap_bounding\": \"some\"}| .cap_bounding takes all, none",
        "{\"uid\": 99999999999999999999999}| profile.json: cannot read",
        "{\"uid\": 0| profile.json: cannot read"})
    void profilesThatAreNone(String profile, String message) throws IOException {
        CommandRun run = dryRun("real/root.ckpt", profile);
        assertEquals(5, run.status());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void the2009KernelIsReported() throws IOException {
        CommandRun run = dryRun("good/web-after.ckpt", USER, "--strict-2009");
        assertTrue(run.err().contains("warning: groupinfo:2 .groups: in 2009: EINVAL") || run.err().contains(
                "warning: groupinfo:16 .groups: in 2009: EINVAL"), run.err());
        assertTrue(run.err().contains(".securebits: in 2009: EPERM without CAP_SETPCAP"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"--userns-map=used, 0 0 1", "--userns-map=identity, 0 0 4294967295",
        "--userns-map=captured, 0 100000 65536", "--userns-map=base:200000, 0 200000 65536"})
    void mapsOfNamespaces(String option, String map) throws IOException {
        CommandRun run = dryRun("good/extensions.ckpt", ROOT, option);
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().contains(map), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--as x.json", "--exec", "word", "--task 3", "--allow-new-privs",
            "--detach --dry-run",
        "--userns-map base:99999999999", "--userns-map none", "--timeout 0", "--exec a --json",
        "--pids some", "--files some", "--ipc some"})
    void wrongUse(String options) throws IOException {
        String[] words = Stream.concat(Stream.of("restart", TestImages.file(directory, "real/root.ckpt")),
                Stream.of(options.split(" "))).toArray(String[]::new);
        CommandRun run = CommandRun.of(words);
        assertEquals(2, run.status(), run.err());
        assertEquals("", run.out());
    }

    @Test
    void imagesWithErrorsAreRefused() throws IOException {
        CommandRun broken = CommandRun.of("restart", TestImages.file(directory,
                "bad/ckr002-cred-undefined-groupinfo.ckpt"));
        assertEquals(1, broken.status());
        assertTrue(broken.err().contains("error[CKR002] cred:1 .groupinfo_ref"), broken.err());
        assertTrue(broken.err().endsWith("nothing was restarted: 1 error\n"), broken.err());
        byte[] cut = Arrays.copyOf(TestImages.bytes("real/root.ckpt"), 4000);
        assertEquals(3, CommandRun.reading(cut, "restart", "-").status());
        assertEquals(5, CommandRun.of("restart", directory.resolve("none").toString()).status());
    }

    @Test
    void aMachineWithoutTheProgram() throws IOException {
        String before = System.setProperty("os.arch", "riscv64");
        try {
            CommandRun run = CommandRun.of("restart", TestImages.file(directory, "real/root.ckpt"),
                    "--caps=narrow", "--any-arch");
            assertEquals(1, run.status());
            assertTrue(run.err()
                    .contains("no ckpt-restart for linux-riscv64 in this build: it takes a C compiler"),
                    run.err());
        } finally {
            System.setProperty("os.arch", before);
        }
    }
}
