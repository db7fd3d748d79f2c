// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy does to the answers of {@code validate}. The day of the tests is 2030-01-01. */
final class PolicyCommandTest {
    private static final String ARCHIVE = "../test-images/criu/a12-crio.tar";
    private static final String WAIVER = "waivers: [{rule: %s, subject: '%s', reason: r, expires: %s}]";

    @TempDir
    private Path folder;
    private String image;

    @BeforeEach
    void image() throws IOException {
        image = TestImages.file(folder, "bad/ckr002-cred-undefined-groupinfo.ckpt");
    }

    private CommandRun with(String policy, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), policy);
        String[] first = {"validate", "--policy", file.toString()};
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void aWaivedErrorDoesNotCount() throws IOException {
        for (String subject : new String[] {"*", "cred of init", "cred:1"}) {
            CommandRun run = with(String.format(WAIVER, "CKR002", subject, "2030-01-01"), image);
            assertEquals(0, run.status(), subject + run.out());
            assertTrue(run.out().contains("waived[CKR002]"), run.out());
            assertTrue(run.out().contains(": valid: 0 errors, 2 warnings, 1 waived in "), run.out());
        }
    }

    @Test
    void aWaiverHoldsForItsRuleAndSubjectOnly() throws IOException {
        assertEquals(1, with(String.format(WAIVER, "CKR002", "cred of nginx", "2030-01-01"), image).status());
        assertEquals(1, with(String.format(WAIVER, "CKR005", "*", "2030-01-01"), image).status());
    }

    @Test
    void anExpiredWaiverIsTold() throws IOException {
        CommandRun run = with(String.format(WAIVER, "CKR002", "*", "2029-12-31"), image);
        assertEquals(1, run.status());
        assertTrue(run.out().contains("error[CKR002]"), run.out());
        assertTrue(run.out().contains(" -- waiver expired on 2029-12-31: r\n"), run.out());
    }

    @Test
    void severitiesAreThoseOfThePolicy() throws IOException {
        CommandRun run = with("severity: {CKR002: info, CKR005: warning}", "--verbose", image);
        assertEquals(0, run.status());
        assertTrue(run.out().contains("info[CKR002]"), run.out());
        assertEquals(1, with("severity: {CKR002: info}", "--fail-on=warning", image).status());
        assertEquals(0, with("severity: {CKR002: info, CKR005: info, CKC007: info}", "--strict",
                image).status());
    }

    @Test
    void whatWasCutIsNeverValid() throws IOException {
        byte[] bytes = TestImages.bytes("real/userns.ckpt");
        Path cut = Files.write(folder.resolve("cut.ckpt"), Arrays.copyOf(bytes, 30000));
        CommandRun run = with("severity: {CKS002: info, CKS004: info}", cut.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("invalid: 0 errors, 1 warning, 2 notes (--verbose) in "), run.out());
        assertTrue(run.out().contains(", not read to its end"), run.out());
    }

    @Test
    void failOn() {
        assertEquals(0, CommandRun.of("validate", "--fail-on=error", ARCHIVE).status());
        assertEquals(1, CommandRun.of("validate", "--fail-on=warning", ARCHIVE)
                .status());
        assertEquals(1, CommandRun.of("validate", "--strict", "--fail-on=warning",
                ARCHIVE).status());
        assertEquals(2, CommandRun.of("validate", "--strict", "--fail-on=error", image).status());
    }

    @Test
    void powers() throws IOException {
        String nested = "../test-images/criu/a08-userns";
        CommandRun strict = with("capabilities: {user_ns: none, initial: all}", nested);
        assertEquals(1, strict.status());
        assertTrue(strict.out().contains("error[CKC023] cred:11 .cap_permitted"), strict.out());
        assertEquals(0, with("capabilities: {user_ns: all, initial: none}", nested).status());
        CommandRun groups = with("groups: {denied: [200005, 5]}", nested);
        assertTrue(groups.out().contains("(got 5)"), groups.out());
        assertTrue(groups.out().contains("the policy denies this group, 200005 on the host"), groups.out());
        assertFalse(with("groups: {denied: [5, 33]}", nested).out().contains("CKC024"));
    }

    @Test
    void aBrokenPolicyIsAUsageError() throws IOException {
        CommandRun run = with("sevrity: {}\u001b", image);
        assertEquals(2, run.status());
        assertEquals("", run.out());
        CommandRun key = with("\nsevrity: {}", image);
        assertEquals(2, key.status());
        assertTrue(key.err().contains("p.yaml:2:1: unknown key 'sevrity'"), key.err());
        assertEquals(5, CommandRun.of("validate", "--policy", folder + "/none.yaml", image).status());
    }
}
