// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.read.ContainerCheck;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.judge.ImageJudge;
import org.junit.jupiter.api.Test;

/** The table of reports in CRIU.md: each image is there, and what is wrong with it has the rule's name. */
class ReportsTest {
    private static final int LEAST = 20;

    private record Report(String what, String image, String rule) {
        static Report of(String line) {
            String[] cells = line.split(" \\| ");
            return new Report(cells[0], cells[2], cells[3].replace(" |", ""));
        }
    }

    private static List<Report> reports() throws IOException {
        String text = Files.readString(Path.of("CRIU.md"));
        int from = text.indexOf("## Reports of others");
        return text.substring(from, text.indexOf("\n## ", from + 1)).lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| report"))
                .map(Report::of).toList();
    }

    private static List<Finding> findings(String image) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            CriuCheckpoint set = CriuCases.read(ImageFiles.bytes(image), findings);
            ContainerCheck.check(set, findings::add);
            ImageJudge.check(CriuModel.of(set), "set.tar", findings::add);
        } catch (ImageException e) {
            findings.add(e.finding());
        }
        return findings;
    }

    @Test
    void eachIsNamedByOneFinding() throws IOException {
        int images = 0;
        for (Report report : reports()) {
            if (report.image().endsWith(".tar")) {
                images++;
                List<Finding> found = findings(report.image()).stream()
                        .filter(finding -> finding.rule().name().equals(report.rule())).toList();
                assertEquals(1, found.size(), report + " " + found);
            }
        }
        assertTrue(images >= LEAST, images + " images");
    }

    @Test
    void othersAreJudgedElsewhere() throws IOException {
        List<String> known = Arrays.stream(Rule.values()).map(Rule::name).toList();
        for (Report report : reports()) {
            if (report.image().equals("-")) {
                assertTrue(report.rule().matches("CKH\\d{3}|CKU005|CKU007|CKU009"), report.toString());
            } else if (!report.image().endsWith(".tar")) {
                assertEquals("CriuSetTest", report.image());
                assertTrue(known.contains(report.rule()), report.toString());
            }
        }
    }
}
