// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import java.util.Locale;

/** Weight of a rule: an ERROR makes an image invalid; a WARNING or INFO never does. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** The word used in output: {@code error}, {@code warning}, {@code info}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
