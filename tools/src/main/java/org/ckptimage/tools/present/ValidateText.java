// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.PrintWriter;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** Verdicts as text: one line for each finding, one that sums up. */
public final class ValidateText {
    private final PrintWriter out;
    private final Palette palette;
    private final int most;

    /** @param most findings to print for each image */
    public ValidateText(PrintWriter out, Palette palette, int most) {
        this.out = out;
        this.palette = palette;
        this.most = most;
    }

    public void present(Judgement judgement) {
        int shown = Math.min(most, judgement.findings().size());
        for (Judged judged : judgement.findings().subList(0, shown)) {
            out.print(FindingText.line(judged, palette) + "\n");
        }
        String name = Visible.of(judgement.image());
        long hidden = judgement.tally().total() - shown;
        if (hidden > 0) {
            out.print(name + ": " + Size.count(hidden, "more finding") + " not shown (--max-errors)\n");
        }
        out.print(name + ": " + summary(judgement) + "\n");
    }

    private String summary(Judgement judgement) {
        StringBuilder line = new StringBuilder(verdict(judgement)).append(": ")
                .append(Size.count(judgement.tally().errors(), "error")).append(", ")
                .append(Size.count(judgement.tally().warnings(), "warning"))
                .append(judgement.tally().waived() == 0 ? "" : ", " + judgement.tally().waived() + " waived")
                .append(" in ")
                .append(Size.count(judgement.extent().count(), judgement.extent().unit().word()));
        String version = judgement.extent().version();
        line.append(version.isEmpty() ? "" : " (" + version + ")");
        boolean cut = judgement.verdict() == Judgement.Verdict.INVALID && judgement.tally().errors() == 0;
        line.append(cut ? ", not read to its end" : "");
        judgement.headline().ifPresent(rule -> line.append(".  Try: ckpt-image explain ").append(rule));
        return line.toString();
    }

    private String verdict(Judgement judgement) {
        Ink ink = switch (judgement.verdict()) {
            case VALID -> Ink.GOOD;
            case INVALID, UNSUPPORTED, UNREADABLE -> Ink.ERROR;
        };
        return palette.paint(ink, judgement.verdict().word());
    }
}
