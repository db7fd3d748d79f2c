// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.List;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
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

    public static String line(Finding finding, Palette palette) {
        String text = Visible.of(finding.text());
        if (palette == Palette.PLAIN) {
            return text;
        }
        String place = Visible.of(finding.where().file()) + ":0x"
                + Long.toHexString(finding.where().offset()) + ":";
        String weight = finding.severity().word() + "[" + finding.rule() + "]";
        String rest = text.substring(place.length() + 1 + weight.length());
        Ink ink = switch (finding.severity()) {
            case ERROR -> Ink.ERROR;
            case WARNING -> Ink.WARNING;
            case INFO -> Ink.DIM;
        };
        return palette.paint(Ink.DIM, place) + " " + palette.paint(ink, weight) + rest;
    }
}
