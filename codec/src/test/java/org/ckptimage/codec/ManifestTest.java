// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
            Scanned scanned = Scanned.of(image);
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
    void everyRuleOfLinuxCrImagesIsMet() {
        Set<Rule> met = EnumSet.noneOf(Rule.class);
        for (ManifestRow row : rows) {
            if (!row.rule().equals("-")) {
                Rule rule = Rule.valueOf(row.rule());
                met.add(rule);
                boolean bad = rule.severity() == Severity.ERROR;
                assertTrue(row.path().startsWith(bad ? "bad/" : "good/"), row.path());
            }
        }
        // rules about sets of CRIU images, text and policies, and the one that two words leave no room for
        Set<Rule> elsewhere = EnumSet.of(Rule.CKS013, Rule.CKS014, Rule.CKS015, Rule.CKS016, Rule.CKS019,
                Rule.CKS020, Rule.CKR012, Rule.CKV008, Rule.CKV012, Rule.CKC001, Rule.CKC002, Rule.CKC003,
                Rule.CKC011, Rule.CKC020, Rule.CKC023, Rule.CKC024, Rule.CKU001, Rule.CKU002, Rule.CKU003,
                Rule.CKL010, Rule.CKA001, Rule.CKA002, Rule.CKA003, Rule.CKA011);
        Set<Rule> unmet = EnumSet.copyOf(Arrays.asList(Rule.values()));
        unmet.removeAll(met);
        // rules about the machine and the caller of a restart
        unmet.removeIf(rule -> rule.name().startsWith("CKH"));
        unmet.removeAll(EnumSet.of(Rule.CKU005, Rule.CKU007, Rule.CKU010));
        assertEquals(elsewhere, unmet);
    }
}
