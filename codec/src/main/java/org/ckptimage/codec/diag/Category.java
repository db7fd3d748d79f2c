// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import java.util.Locale;

/** What a rule is about; the third letter of its id says so. */
public enum Category {
    STRUCTURE('S'),
    REFERENCES('R'),
    VALUES('V'),
    CREDENTIALS('C'),
    USERNS('U'),
    HOST('H'),
    LSM('L'),
    EFFICIENCY('E'),
    PRIVACY('P'),
    ARCHIVE('A'),
    /** What the user asks for; such ids are among those of other categories. */
    POLICY('-');

    private static final int LETTER = 2;

    private final char letter;

    Category(char letter) {
        this.letter = letter;
    }

    static Category of(Rule rule) {
        if (rule == Rule.CKC023 || rule == Rule.CKC024) {
            return POLICY;
        }
        char letter = rule.name().charAt(LETTER);
        for (Category category : values()) {
            if (category.letter == letter) {
                return category;
            }
        }
        throw new IllegalStateException("no category for " + rule);
    }

    /** The word used in output, such as {@code structure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
