// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;

/** How documents of JSON are laid out. */
public final class JsonStyle {
    private JsonStyle() {}

    /** Two spaces a level, one element a line. */
    public static PrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                .withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
