// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.read.ContainerCheck;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.judge.ImageJudge;
import org.junit.jupiter.api.Test;

/**
 * FALSE-ALARMS.md says which rules speak on images with which nothing is wrong. With the system property
 * {@code images.write=true} it is written anew, into the source folder of the test images.
 */
class FalseAlarmsTest {
    private static final String FAILED = "real/v21_errunlink.ckpt";
    private static final String HEAD = """
            # False alarms, measured

            How many images break a rule of severity warning or info although nothing is wrong with them:
            valid images of `good` (but for those that are named after the rule), images that a historic
            kernel wrote (`real`), images of an independent generator with ids drawn by lot (`samples`),
            and dumps by CRIU (`criu`). No rule of severity error is broken by any of them; the one
            checkpoint that failed is left out. A test of the codec keeps this file as it is, and
            `MANIFEST.tsv` for the images of `good`.

            """;

    private final Map<String, Set<Rule>> found = new LinkedHashMap<>();

    @Test
    void tableIsWhatIsFound() throws IOException {
        for (String folder : List.of("good", "real", "samples")) {
            for (String path : ImageFiles.in(folder)) {
                if (!path.equals(FAILED)) {
                    add(path, Scanned.judged(ImageFiles.bytes(path)).findings());
                }
            }
        }
        for (String name : CriuCases.names()) {
            add("criu/" + name, criu(name));
        }
        String text = HEAD + summary() + "\n## By image\n\n" + images();
        if (Boolean.getBoolean("images.write")) {
            Files.writeString(Path.of("..", "test-images", "FALSE-ALARMS.md"), text);
            return;
        }
        assertEquals(text, new String(ImageFiles.bytes("FALSE-ALARMS.md"), StandardCharsets.UTF_8));
    }

    private static List<Finding> criu(String name) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<byte[]> archive = CriuCases.archive(name);
        CriuCheckpoint checkpoint = archive.isPresent() ? CriuCases.read(archive.get(), findings)
                : CriuCases.read(CriuCases.files(name), findings);
        ContainerCheck.check(checkpoint, findings::add);
        ImageJudge.check(CriuModel.of(checkpoint), "set.tar", findings::add);
        return findings;
    }

    private void add(String path, List<Finding> findings) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Finding finding : findings) {
            assertFalse(finding.severity() == Severity.ERROR, path + " " + finding.text());
            rules.add(finding.rule());
        }
        found.put(path, rules);
    }

    private String summary() {
        List<String> folders = List.of("good", "real", "samples", "criu");
        StringBuilder text = new StringBuilder("| rule | what it says |");
        folders.forEach(folder -> text.append(' ').append(folder).append(" (")
                .append(found.keySet().stream().filter(path -> path.startsWith(folder + "/")).count())
                .append(") |"));
        text.append("\n|---|---|---|---|---|---|\n");
        for (Rule rule : Rule.values()) {
            long[] counts = folders.stream().mapToLong(folder -> count(folder + "/", rule)).toArray();
            if (counts[0] + counts[1] + counts[2] + counts[3] > 0) {
                text.append("| ").append(rule).append(" | ").append(rule.title()).append(" |");
                for (long count : counts) {
                    text.append(' ').append(count).append(" |");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private long count(String folder, Rule rule) {
        String meant = "good/" + rule.name().toLowerCase(Locale.ROOT);
        return found.entrySet().stream().filter(image -> image.getKey().startsWith(folder)
                && !image.getKey().startsWith(meant) && image.getValue().contains(rule)).count();
    }

    private String images() {
        StringBuilder text = new StringBuilder("| image | rules |\n|---|---|\n");
        found.forEach((path, rules) -> {
            if (!path.startsWith("good/")) {
                StringJoiner names = new StringJoiner(" ");
                rules.forEach(rule -> names.add(rule.name()));
                text.append("| ").append(path).append(" | ").append(rules.isEmpty() ? "-" : names)
                        .append(" |\n");
            }
        });
        return text.toString();
    }
}
