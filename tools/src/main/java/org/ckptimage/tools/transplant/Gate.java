// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.transplant;

import java.util.Optional;
import java.util.function.Predicate;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.input.FindingTally;

/** Keeps those errors of an input for which nothing is made of it. */
public final class Gate implements FindingSink {
    private final Predicate<Rule> refused;
    private final FindingTally tally;
    private Optional<Finding> first = Optional.empty();

    private Gate(Predicate<Rule> refused, int most) {
        this.refused = refused;
        this.tally = new FindingTally(most);
    }

    /**
     * For an image whose creds are wanted: they have to be right, though a configuration may forbid them.
     *
     * @param most findings to keep
     */
    public static Gate ofCreds(int most) {
        return new Gate(rule -> rule != Rule.CKC020, most);
    }

    /**
     * For a set that takes creds: its files have to be in order, its own creds need not.
     *
     * @param most findings to keep
     */
    public static Gate ofCarrier(int most) {
        return new Gate(rule -> rule.name().startsWith("CKS") || rule.name().startsWith("CKA"), most);
    }

    @Override
    public void report(Finding finding) {
        if (finding.severity() == Severity.ERROR && refused.test(finding.rule())) {
            first = first.or(() -> Optional.of(finding));
            tally.report(finding);
        }
    }

    /**
     * Ends the work if there was such an error.
     *
     * @throws ImageException the first one
     */
    public void pass() throws ImageException {
        if (first.isPresent()) {
            throw new ImageException(first.get());
        }
    }

    /** The errors. */
    public FindingTally tally() {
        return tally;
    }
}
