// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import java.util.Locale;
import java.util.Objects;

/**
 * One diagnostic.
 *
 * @param rule what rule is broken
 * @param severity its weight here; a few rules weigh less, or more, in some images
 * @param where the place
 * @param got the value found, as text; empty if there is none to show
 * @param expected the value or range wanted; empty if there is none to show
 * @param message one sentence that can stand alone
 */
public record Finding(Rule rule, Severity severity, Location where, String got, String expected,
        String message) {
    public Finding {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(where);
        Objects.requireNonNull(got);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(message);
    }

    /** A finding with the weight of its rule. */
    public Finding(Rule rule, Location where, String got, String expected, String message) {
        this(rule, rule.severity(), where, got, expected, message);
    }

    /**
     * The one-line form, such as
     * {@code web.ckpt:0x1a40: error[CKR002] cred:17 .groupinfo_ref: objref 23 is not defined before this
     * record}.
     */
    public String text() {
        return text(severity.word());
    }

    /** The same with another word for its weight. */
    public String text(String weight) {
        StringBuilder line = new StringBuilder(120);
        line.append(where.file()).append(":0x").append(Long.toHexString(where.offset())).append(": ");
        line.append(weight).append('[').append(rule).append(']');
        if (!where.recordType().isEmpty()) {
            line.append(' ').append(where.recordType().toLowerCase(Locale.ROOT));
            if (where.objref() != 0) {
                line.append(':').append(where.objref());
            }
        }
        if (!where.field().isEmpty()) {
            line.append(" .").append(where.field());
        }
        return line.append(": ").append(detail()).toString();
    }

    /** The message with what was found and what was wanted. */
    public String detail() {
        StringBuilder line = new StringBuilder(message);
        if (!got.isEmpty() && !expected.isEmpty()) {
            line.append(" (got ").append(got).append(", want ").append(expected).append(')');
        } else if (!got.isEmpty()) {
            line.append(" (got ").append(got).append(')');
        } else if (!expected.isEmpty()) {
            line.append(" (want ").append(expected).append(')');
        }
        return line.toString();
    }
}
