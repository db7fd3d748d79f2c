// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;

/**
 * Findings that somebody takes responsibility for.
 *
 * @param rule the rule that is broken
 * @param subject what breaks it: as the output names it, an object such as {@code cred:17}, or {@code *}
 * @param reason why that is fine
 * @param expires the last day on which it holds
 */
public record Waiver(Rule rule, String subject, String reason, LocalDate expires) {
    public Waiver {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(expires);
    }

    /** True if it is about this finding, whatever the day. */
    public boolean covers(Finding finding, String named) {
        String type = finding.where().recordType().toLowerCase(Locale.ROOT);
        String object = type + ":" + finding.where().objref();
        return finding.rule() == rule
                && (subject.equals("*") || subject.equals(named) || subject.equals(object));
    }

    /** True if it does not hold any more. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }
}
