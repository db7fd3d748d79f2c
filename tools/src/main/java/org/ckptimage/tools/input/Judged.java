// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.policy.Waiver;

/**
 * A finding and what the policy makes of it.
 *
 * @param finding the finding
 * @param severity its weight under the policy
 * @param subject what it is about, without numbers that differ from one checkpoint to the next; empty if
 *     nobody asked
 * @param waiver why it does not count; empty if it does
 * @param expired a waiver that held once; empty if there is none, or one that holds
 */
public record Judged(Finding finding, Severity severity, String subject, Optional<Waiver> waiver,
        Optional<Waiver> expired) {
    public Judged {
        Objects.requireNonNull(finding);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(waiver);
        Objects.requireNonNull(expired);
    }

    /** True if the finding counts for the verdict. */
    public boolean counts() {
        return waiver.isEmpty();
    }

    /** Its weight in one word; {@code waived} if it does not count. */
    public String weight() {
        return counts() ? severity.word() : "waived";
    }
}
