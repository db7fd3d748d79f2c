// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.FormatVersion;

/**
 * What {@code validate} says of one image.
 *
 * @param image name of the image as the user gave it
 * @param verdict the answer
 * @param findings the first findings
 * @param tally number of findings in all
 * @param headline the rule most worth explaining
 * @param records number of records read
 * @param version how the image is written, if that could be told
 * @param trouble why the image could not be read; empty if it could
 */
public record Judgement(String image, Verdict verdict, List<Finding> findings, Tally tally,
        Optional<Rule> headline, long records, Optional<FormatVersion> version, String trouble) {
    public Judgement {
        findings = List.copyOf(findings);
    }

    /** The answer. */
    public enum Verdict {
        VALID,
        INVALID,
        UNSUPPORTED,
        UNREADABLE;

        /** The word of the output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Numbers of findings.
     *
     * @param errors errors
     * @param warnings warnings
     * @param total these and what only informs
     */
    public record Tally(long errors, long warnings, long total) {}
}
