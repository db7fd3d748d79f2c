// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies are read, and what is wrong with one is told with its place. */
final class PolicyReaderTest {
    private static final String ODD = "[]{}:-\"'&*!%@`\t\n\u0000x0|>?";
    private static final String WHOLE = """
            severity: {CKV004: error}
            capabilities:
              initial: [chown, CAP_SETUID]
              user_ns: all
            groups: {denied: [0, 4294967294]}
            mounts: {allowed: [/srv/data/]}
            waivers:
            - {rule: CKR005, subject: objref, reason: known, expires: 2031-01-31}
            """;

    @Test
    void everySection() throws Exception {
        Waiver waiver = new Waiver(Rule.CKR005, "objref", "known", LocalDate.of(2031, 1, 31));
        assertEquals(new Policy(Map.of(Rule.CKV004, Severity.ERROR), OptionalLong.of(0x81),
                OptionalLong.of(-1), Set.of(0L, 4294967294L), List.of("/srv/data"), List.of(waiver)),
                PolicyReader.of("p", WHOLE));
    }

    @Test
    void nothingIsAskedWhereNothingIsSaid() throws Exception {
        assertEquals(Policy.none(), PolicyReader.of("p", "severity: {}\nwaivers: []"));
        assertEquals(OptionalLong.of(0), PolicyReader.of("p", "capabilities: {initial: none}").initial());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sev: {} | p:1:1: unknown key 'sev', known are severity, capabilities, groups, mounts, waivers
            severity: {CKX001: error} | p:1:12: unknown rule 'CKX001'
            severity: {CKV004: fatal} | p:1:20: unknown severity 'fatal', known are error, warning, info
            severity: 3 | p:1:11: a map is wanted here
            severity: {CKV004: error, CKV004: info} | p:1:27: key 'CKV004' stands here twice
            capabilities: {initial: some} | p:1:25: all, none or a list of capabilities is wanted here
            capabilities: {initial: [fly]} | p:1:26: unknown capability 'fly'
            capabilities: {host: all} | p:1:16: unknown key 'host', known are initial, user_ns
            groups: {denied: [docker]} | p:1:19: the number of a group is wanted here
            groups: {denied: [4294967295]} | p:1:19: the number of a group is wanted here
            mounts: {allowed: [srv]} | p:1:20: a path from / on, without .., is wanted here
            mounts: {allowed: [/srv/../etc]} | p:1:20: a path from / on, without .., is wanted here
            groups: {denied: 0} | p:1:18: a list is wanted here
            waivers: [{why: x}] | p:1:12: unknown key 'why', known are rule, subject, reason, expires
            waivers: [{rule: CKV004, expires: soon}] | p:1:35: a day such as 2027-01-31 is wanted here
            waivers: [{rule: CKV004, reason: ' '}] | p:1:34: 'reason' of a waiver is empty
            waivers: [{rule: CKV004, reason: [x]}] | p:1:34: a word is wanted here
            """)
    void problemsHaveAPlace(String yaml, String message) {
        PolicyProblem problem = assertThrows(PolicyProblem.class, () -> PolicyReader.of("p", yaml));
        assertEquals(message.strip(), problem.getMessage());
    }

    @Test
    void waiversAreWhole() {
        String message = assertThrows(PolicyProblem.class, () -> PolicyReader.of("p",
                "waivers: [{rule: CKV004, subject: x, reason: y}]")).getMessage();
        assertTrue(message.endsWith("the waiver before this has no 'expires'"), message);
    }

    /** Whatever the text, there is a policy or a problem. */
    @Test
    void brokenTextIsAProblem() throws Exception {
        Random random = new Random(6);
        int problems = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(WHOLE);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), String.valueOf(
                        ODD.charAt(random.nextInt(ODD.length()))));
            }
            try {
                PolicyReader.of("p", text.toString());
            } catch (PolicyProblem e) {
                problems++;
            }
        }
        assertTrue(problems > 1000, problems + " problems");
        assertThrows(PolicyProblem.class, () -> PolicyReader.of("p", "[".repeat(100_000)));
        assertThrows(PolicyProblem.class, () -> PolicyReader.of("p", ""));
    }
}
