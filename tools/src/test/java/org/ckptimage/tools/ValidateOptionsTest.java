// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.rules.RuleBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the findings {@code validate} shows, and for what of an image. */
final class ValidateOptionsTest {
    private static final String MOUNT = "../test-images/criu/bad/cka004-mount-of-etc.tar";
    private static final String TREE = "../test-images/criu/a06-tree-zombie";

    @TempDir
    private Path folder;
    private String image;

    @BeforeEach
    void image() throws IOException {
        image = TestImages.file(folder, "good/web-after.ckpt");
    }

    private static List<String> rules(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "validate";
        all[1] = "--json";
        System.arraycopy(words, 0, all, 2, words.length);
        JsonNode findings = TestImages.json(CommandRun.of(all).out()).at("/images/0/findings");
        return List.copyOf(new TreeSet<>(StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.get("code").asText()).toList()));
    }

    @Test
    void notesAreShownIfAskedFor() {
        String brief = CommandRun.of("validate", image).out();
        assertFalse(brief.contains("info["), brief);
        assertTrue(brief.contains(", 4 notes (--verbose) in "), brief);
        String verbose = CommandRun.of("validate", "-v", image).out();
        assertEquals(4, verbose.lines().filter(line -> line.contains(" info[")).count(), verbose);
        assertTrue(verbose.contains(", 4 notes in "), verbose);
        String cut = CommandRun.of("validate", "--max-errors=1", image).out();
        assertTrue(cut.contains(": 7 more findings not shown (--max-errors)\n"), cut);
    }

    @Test
    void hintsStandBelowTheFirstFindingOfARule() {
        String text = CommandRun.of("validate", "--hints", image).out();
        List<String> lines = text.lines().toList();
        long rules = lines.stream().filter(line -> line.contains("warning[")).map(line ->
                line.replaceAll(".*warning\\[(\\w+)].*", "$1")).distinct().count();
        assertEquals(rules, lines.stream().filter(line -> line.startsWith("  fix: ")).count(), text);
        String fix = RuleBook.shipped().find(Rule.CKC008.name()).orElseThrow().fix();
        int at = lines.indexOf("  fix: " + fix);
        assertTrue(lines.get(at - 1).contains("warning[CKC008]"), text);
    }

    @Test
    void waiversOfTheCommandLine() {
        CommandRun run = CommandRun.of("validate", "--waive", "CKC007:it is init", "--waive=CKC012:known",
                image);
        assertTrue(run.out().contains("waived[CKC007]") && run.out().contains(": it is init\n"), run.out());
        assertTrue(run.out().contains(": valid: 0 errors, 6 warnings, 4 notes (--verbose), 2 waived in "),
                run.out());
        for (String wrong : List.of("CKC007", "CKC007:", "CKX001:why")) {
            CommandRun refused = CommandRun.of("validate", "--waive", wrong, image);
            assertEquals(2, refused.status(), wrong);
            assertTrue(refused.err().contains("--waive takes a rule and a reason"), refused.err());
        }
    }

    @Test
    void onlyWhatIsSelectedIsJudged() {
        assertEquals(List.of("CKC007", "CKC022", "CKE001"), rules("--select", "comm == 'init'", image));
        assertEquals(List.of("CKC006", "CKC008", "CKC009", "CKC012", "CKC019", "CKC022", "CKE001", "CKE002",
                "CKL009"), rules("--select", "euid == 33", image));
        assertEquals(List.of("CKC007", "CKC011", "CKC022"), rules("--select",
                "euid == 0 && 'SYS_ADMIN' in cap_effective", TREE));
        assertTrue(rules("--select", "false", Path.of("..", "test-images", "bad",
                "ckr002-cred-undefined-groupinfo.ckpt").toString()).contains("CKR002"));
        assertEquals(List.of("CKC008", "CKC022"), rules("--select", "uid != 0 && !zombie", TREE));
        CommandRun run = CommandRun.of("validate", "--select", "euid == 'x'", image);
        assertEquals(2, run.status(), run.out());
    }

    /** What is wrong with the image as a whole stays, and so does the verdict. */
    @Test
    void aBrokenImageIsBrokenWhoeverIsSelected() throws IOException {
        String bad = TestImages.file(folder, "bad/cks004-no-tail.ckpt");
        assertEquals(1, CommandRun.of("validate", "--select", "false", bad).status());
    }

    @Test
    void aPolicyAllowsMounts() throws IOException {
        assertEquals(1, CommandRun.of("validate", MOUNT).status());
        Path policy = Files.writeString(folder.resolve("p.yaml"), "mounts: {allowed: [/etc/]}");
        assertEquals(0, CommandRun.of("validate", "--policy", policy.toString(), MOUNT).status());
        Files.writeString(policy, "mounts: {allowed: [/et, /etc/x]}");
        assertEquals(1, CommandRun.of("validate", "--policy", policy.toString(), MOUNT).status());
    }

    @Test
    void everyRuleCanBeWaived() throws IOException {
        StringBuilder policy = new StringBuilder("waivers:\n");
        for (Rule rule : Rule.values()) {
            policy.append("- {rule: ").append(rule)
                    .append(", subject: '*', reason: r, expires: 2031-01-01}\n");
        }
        String file = Files.writeString(folder.resolve("w.yaml"), policy).toString();
        for (String name : List.of("bad/ckc002-ambient.ckpt", "bad/cku003-uid-not-mapped.ckpt",
                "good/web-after.ckpt", "good/ckl004-two-labels.ckpt")) {
            CommandRun run = CommandRun.of("validate", "--strict", "--policy", file,
                    TestImages.file(folder, name));
            assertEquals(0, run.status(), run.out());
            assertTrue(run.out().contains("waived[CK"), run.out());
            assertTrue(run.out().contains(": valid: 0 errors, 0 warnings, "), run.out());
        }
    }
}
