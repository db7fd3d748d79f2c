// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;

/** Counts findings and keeps the first of them, so that a hopeless image does not fill memory. */
public final class FindingTally implements FindingSink {
    private final int most;
    private final Function<Finding, Severity> weights;
    private final List<Finding> kept = new ArrayList<>();
    private long errors;
    private long warnings;
    private long infos;
    private long failures;
    private long violations;

    /** @param most findings to keep */
    public FindingTally(int most) {
        this(most, Finding::severity);
    }

    /**
     * @param most findings to keep
     * @param weights the weight of each finding
     */
    FindingTally(int most, Function<Finding, Severity> weights) {
        this.most = most;
        this.weights = weights;
    }

    @Override
    public void report(Finding finding) {
        violations += finding.severity() == Severity.ERROR ? 1 : 0;
        switch (weights.apply(finding)) {
            case ERROR -> error(finding.rule());
            case WARNING -> warnings++;
            case INFO -> infos++;
        }
        if (kept.size() < most) {
            kept.add(finding);
        }
    }

    private void error(Rule rule) {
        errors++;
        failures += rule == Rule.CKS007 ? 1 : 0;
    }

    /** The first findings, in the order of the stream. */
    public List<Finding> kept() {
        return List.copyOf(kept);
    }

    public long errors() {
        return errors;
    }

    public long warnings() {
        return warnings;
    }

    /** Errors other than the record of a checkpoint that failed. */
    public long ruleErrors() {
        return errors - failures;
    }

    /** Errors by the rules themselves, whatever they weigh here. */
    long ruleViolations() {
        return violations;
    }

    /** Findings in all. */
    public long total() {
        return errors + warnings + infos;
    }
}
