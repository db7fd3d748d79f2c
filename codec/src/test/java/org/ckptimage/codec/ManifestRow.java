// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.util.List;
import java.util.TreeSet;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.recipe.Recipe;

/**
 * One row of MANIFEST.tsv.
 *
 * @param path file below the folder of test images
 * @param label layout it is written in
 * @param verdict valid, invalid or unsupported
 * @param rule rule it is there for; {@code -} if none
 * @param offset place of the first finding of that rule, in hex; {@code -} if none
 * @param others other rules that it breaks too, with commas between; {@code -} if none
 */
record ManifestRow(String path, String sha256, String label, String verdict, String rule, String offset,
        String others) {
    static final String HEAD = "path\tsha256\tversion\tverdict\trule\toffset\tothers";

    /** The row of an image as it is. */
    static ManifestRow of(Recipe recipe) {
        Scanned scanned = Scanned.judged(recipe.image());
        Rule rule = recipe.expected();
        String offset = "-";
        if (rule != null) {
            List<Finding> findings = scanned.of(rule);
            if (findings.isEmpty()) {
                throw new AssertionError(recipe.name() + " does not break " + rule + " but:\n"
                        + scanned.text());
            }
            offset = "0x" + Long.toHexString(findings.get(0).where().offset());
        }
        TreeSet<String> others = new TreeSet<>();
        scanned.findings().stream().filter(f -> f.rule() != rule).forEach(f -> others.add(f.rule().name()));
        return new ManifestRow(recipe.path(), ImageFiles.sha256(recipe.image()), recipe.version().label(),
                scanned.verdict(), rule == null ? "-" : rule.name(), offset,
                others.isEmpty() ? "-" : String.join(",", others));
    }

    /** Reads a line of the file. */
    static ManifestRow parse(String line) {
        String[] cell = line.split("\t", -1);
        return new ManifestRow(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6]);
    }

    /** The line of the file. */
    String line() {
        return String.join("\t", path, sha256, label, verdict, rule, offset, others);
    }
}
