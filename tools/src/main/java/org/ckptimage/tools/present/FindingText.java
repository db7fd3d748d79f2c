// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.List;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** One finding as one line, with its place dimmed and its weight coloured. */
public final class FindingText {
    private FindingText() {}

    /** Tells the errors among the findings. */
    public static void sayErrors(List<Finding> findings, Terminal terminal, Palette palette) {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                terminal.say(line(finding, palette));
            }
        }
    }

    /** A finding with what a policy says of it. */
    public static String line(Judged judged, Palette palette) {
        Ink ink = judged.counts() ? ink(judged.severity()) : Ink.DIM;
        String line = line(judged.finding(), judged.weight(), ink, palette);
        String waived = judged.waiver().map(waiver -> " -- waived until " + waiver.expires() + ": "
                + Visible.of(waiver.reason())).orElse("");
        String expired = judged.expired().map(waiver -> " -- waiver expired on " + waiver.expires() + ": "
                + Visible.of(waiver.reason())).orElse("");
        return line + waived + expired;
    }

    public static String line(Finding finding, Palette palette) {
        return line(finding, finding.severity().word(), ink(finding.severity()), palette);
    }

    private static String line(Finding finding, String word, Ink ink, Palette palette) {
        String text = Visible.of(finding.text(word));
        if (palette == Palette.PLAIN) {
            return text;
        }
        String place = Visible.of(finding.where().file()) + ":0x"
                + Long.toHexString(finding.where().offset()) + ":";
        String weight = word + "[" + finding.rule() + "]";
        String rest = text.substring(place.length() + 1 + weight.length());
        return palette.paint(Ink.DIM, place) + " " + palette.paint(ink, weight) + rest;
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.ERROR;
            case WARNING -> Ink.WARNING;
            case INFO -> Ink.DIM;
        };
    }
}
