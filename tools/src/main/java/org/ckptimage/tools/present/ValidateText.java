// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.rules.RuleBook;
import org.ckptimage.tools.rules.RuleEntry;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** Verdicts as text: one line for each finding, one that sums up. */
public final class ValidateText {
    private final PrintWriter out;
    private final Palette palette;
    private final int most;
    private final Set<Extra> extras;
    private final RuleBook book = RuleBook.shipped();

    /** What is printed only if asked for: findings of weight info, and what to do about a finding. */
    public enum Extra { NOTES, HINTS }

    /** @param most findings to print for each image */
    public ValidateText(PrintWriter out, Palette palette, int most, Set<Extra> extras) {
        this.out = out;
        this.palette = palette;
        this.most = most;
        this.extras = Set.copyOf(extras);
    }

    public void present(Judgement judgement) {
        List<Judged> wanted = judgement.findings().stream().filter(judged -> !isHidden(judged)).toList();
        int shown = Math.min(most, wanted.size());
        Set<Rule> seen = EnumSet.noneOf(Rule.class);
        for (Judged judged : wanted.subList(0, shown)) {
            out.print(FindingText.line(judged, palette) + "\n");
            if (extras.contains(Extra.HINTS) && seen.add(judged.finding().rule())) {
                hint(judged.finding().rule());
            }
        }
        String name = Visible.of(judgement.image());
        long hidden = judgement.tally().total() - shown - hiddenNotes(judgement);
        if (hidden > 0) {
            out.print(name + ": " + Size.count(hidden, "more finding") + " not shown (--max-errors)\n");
        }
        out.print(name + ": " + summary(judgement) + "\n");
    }

    /** What a target takes is no note but an answer: somebody has asked. */
    private boolean isHidden(Judged judged) {
        return !extras.contains(Extra.NOTES) && judged.counts() && judged.severity() == Severity.INFO
                && !judged.finding().rule().ofTarget();
    }

    private void hint(Rule rule) {
        book.find(rule.name()).map(RuleEntry::fix).ifPresent(fix ->
                out.print("  " + palette.paint(Ink.DIM, "fix: " + fix) + "\n"));
    }

    private String summary(Judgement judgement) {
        StringBuilder line = new StringBuilder(verdict(judgement)).append(": ")
                .append(Size.count(judgement.tally().errors(), "error")).append(", ")
                .append(Size.count(judgement.tally().warnings(), "warning"))
                .append(notes(judgement))
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

    private String notes(Judgement judgement) {
        long notes = judgement.tally().notes();
        return notes == 0 ? "" : ", " + Size.count(notes, "note")
                + (hiddenNotes(judgement) == 0 ? "" : " (--verbose)");
    }

    private long hiddenNotes(Judgement judgement) {
        return extras.contains(Extra.NOTES) ? 0 : judgement.tally().notes() - judgement.findings().stream()
                .filter(judged -> judged.counts() && judged.severity() == Severity.INFO && !isHidden(judged))
                .count();
    }

    private String verdict(Judgement judgement) {
        Ink ink = switch (judgement.verdict()) {
            case VALID -> Ink.GOOD;
            case INVALID, UNSUPPORTED, UNREADABLE -> Ink.ERROR;
        };
        return palette.paint(ink, judgement.verdict().word());
    }
}
