// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.EnumMap;
import java.util.Map;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** Lets the first findings of each rule pass and counts the rest, so that many tasks are no flood. */
public final class RuleCap implements FindingSink {
    private static final int MOST = 8;

    private final FindingSink sink;
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private final Map<Rule, Finding> last = new EnumMap<>(Rule.class);

    /** @param sink takes what passes */
    public RuleCap(FindingSink sink) {
        this.sink = sink;
    }

    @Override
    public void report(Finding finding) {
        if (counts.merge(finding.rule(), 1, Integer::sum) <= MOST) {
            sink.report(finding);
        } else {
            last.put(finding.rule(), finding);
        }
    }

    /** Tells how many did not pass, in one finding for each rule, where the last of them is. */
    public void end() {
        last.forEach((rule, finding) -> {
            Location where = finding.where();
            int more = counts.get(rule) - MOST;
            sink.report(new Finding(rule, finding.severity(), where, "", "", more == 1 ? finding.message()
                    : more + " more findings of this rule; the last: " + finding.message()));
        });
    }
}
