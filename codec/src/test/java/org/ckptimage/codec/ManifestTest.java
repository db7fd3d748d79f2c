// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

/** MANIFEST.tsv says of every image what a scan says, and the images together meet every rule and layout. */
class ManifestTest {
    private static final int RULE = 6;
    /** Rules without an image, and why. */
    private static final Map<Rule, String> ELSEWHERE = Map.of(
            Rule.CKS019, "is about documents: DocumentReaderTest",
            Rule.CKC023, "is about a policy: PolicyCommandTest",
            Rule.CKC024, "is about a policy: PolicyCommandTest",
            Rule.CKU012, "takes two processes, which no archive here has: CriuSetTest",
            Rule.CKA002, "an archive with links is not kept in a repository: CheckpointFilesTest",
            Rule.CKA003, "an archive over its budget is too large: CheckpointFilesTest");

    private final List<ManifestRow> rows = read();

    private static List<ManifestRow> read() {
        String text = new String(ImageFiles.bytes("MANIFEST.tsv"), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        assertEquals(ManifestRow.HEAD, lines.get(0));
        return lines.stream().skip(1).map(ManifestRow::parse).toList();
    }

    @Test
    void everyRowHolds() {
        List<String> wrong = new ArrayList<>();
        for (ManifestRow row : rows) {
            byte[] image = ImageFiles.bytes(row.path());
            Scanned scanned = Scanned.judged(image);
            if (!actual(row, image, scanned).equals(row)) {
                String is = actual(row, image, scanned).line();
                wrong.add(row.line() + "\n  is " + is + "\n" + scanned.text());
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static ManifestRow actual(ManifestRow row, byte[] image, Scanned scanned) {
        String offset = "-";
        String rule = "-";
        TreeSet<String> others = new TreeSet<>();
        for (Finding finding : scanned.findings()) {
            if (!finding.rule().name().equals(row.rule())) {
                others.add(finding.rule().name());
            } else if (offset.equals("-")) {
                rule = finding.rule().name();
                offset = "0x" + Long.toHexString(finding.where().offset());
            }
        }
        return new ManifestRow(row.path(), ImageFiles.sha256(image), row.label(), scanned.verdict(), rule,
                offset, others.isEmpty() ? "-" : String.join(",", others));
    }

    @Test
    void goodImagesAreReadInTheLayoutTheyAreWrittenIn() {
        for (ManifestRow row : rows) {
            if (row.path().startsWith("good/")) {
                ImageFormat format = Scanned.of(ImageFiles.bytes(row.path())).result().format().orElseThrow();
                FormatVersion version = FormatVersion.ofLabel(row.label()).orElseThrow();
                assertTrue(format.candidates().contains(version), row.path() + " read as " + format);
                assertEquals("valid", row.verdict(), row.path());
            }
        }
    }

    @Test
    void everyLayoutHasAnImageOnEveryArchitecture() {
        for (FormatVersion version : FormatVersion.values()) {
            for (Abi abi : Abi.values()) {
                if (abi.archId(version) >= 0) {
                    String path = "good/" + version.label() + "-" + abi.kernelName() + ".ckpt";
                    byte[] image = ImageFiles.bytes(path);
                    assertEquals(abi, Scanned.of(image).result().format().orElseThrow().abi(), path);
                }
            }
        }
    }

    @Test
    void everyRuleHasAnImageOrAReason() {
        Set<Rule> met = EnumSet.noneOf(Rule.class);
        for (ManifestRow row : rows) {
            if (!row.rule().equals("-")) {
                Rule rule = Rule.valueOf(row.rule());
                met.add(rule);
                boolean bad = rule.severity() == Severity.ERROR;
                assertTrue(row.path().startsWith(bad ? "bad/" : "good/"), row.path());
            }
        }
        for (String archive : ImageFiles.in("criu/bad")) {
            String name = archive.substring("criu/bad/".length());
            met.add(Rule.valueOf(name.substring(0, RULE).toUpperCase(Locale.ROOT)));
        }
        Set<Rule> unmet = EnumSet.copyOf(Arrays.asList(Rule.values()));
        unmet.removeAll(met);
        // rules about the machine and the caller of a restart
        unmet.removeIf(Rule::ofTarget);
        assertEquals(ELSEWHERE.keySet(), unmet);
    }
}
