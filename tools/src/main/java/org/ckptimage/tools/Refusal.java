// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.List;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** Says why nothing was made of an image that has errors. */
final class Refusal {
    /** Findings worth keeping for it. */
    static final int MOST_FINDINGS = 20;

    private final Terminal terminal;
    private final Palette palette;

    Refusal(Terminal terminal, Palette.Choice color) {
        this.terminal = terminal;
        this.palette = terminal.talkPalette(color);
    }

    /**
     * Tells the errors of an image.
     *
     * @param cause the one that made it useless
     * @param tally what was found before; may lack the cause
     * @return the exit code
     */
    int tell(String image, ImageException cause, FindingTally tally) {
        boolean counted = tally.kept().contains(cause.finding()) || tally.errors() > MOST_FINDINGS;
        FindingText.sayErrors(tally.kept(), terminal, palette);
        if (!counted) {
            FindingText.sayErrors(List.of(cause.finding()), terminal, palette);
        }
        long errors = tally.errors() + (counted ? 0 : 1);
        terminal.say("ckpt-image: " + Visible.of(image) + ": nothing was written: "
                + Size.count(errors, "error"));
        Rule rule = cause.finding().rule();
        return rule == Rule.CKS012 || rule == Rule.CKS018 ? ExitStatus.UNSUPPORTED
                : ExitStatus.UNREADABLE_IMAGE;
    }
}
