// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.diag.Rule;

/**
 * What {@code validate} says of one image.
 *
 * @param image name of the image as the user gave it
 * @param verdict the answer
 * @param findings the first findings
 * @param tally number of findings in all
 * @param headline the rule most worth explaining
 * @param extent how much was read
 * @param trouble why the image could not be read; empty if it could
 */
public record Judgement(String image, Verdict verdict, List<Judged> findings, Tally tally,
        Optional<Rule> headline, Extent extent, String trouble) {
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

    /** What an image is counted in; members of an archive are files that are not on the disk. */
    public enum Unit {
        RECORD("record"),
        FILE("image file"),
        MEMBER("image file");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        /** The word of the output. */
        public String word() {
            return word;
        }
    }

    /**
     * How much was read.
     *
     * @param count number of parts
     * @param unit what the parts are
     * @param version how the image is written; empty if that could not be told
     */
    public record Extent(long count, Unit unit, String version) {}

    /**
     * Numbers of findings.
     *
     * @param errors errors that count
     * @param warnings warnings that count
     * @param waived findings that the policy waives
     * @param total all, with what only informs
     */
    public record Tally(long errors, long warnings, long waived, long total) {
        /** Findings that count and only inform. */
        public long notes() {
            return Math.max(0, total - errors - warnings - waived);
        }
    }
}
