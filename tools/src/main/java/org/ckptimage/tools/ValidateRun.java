// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.Judge;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.input.Judgement.Verdict;
import org.ckptimage.tools.input.JudgementSink;
import org.ckptimage.tools.input.ModelCheck;
import org.ckptimage.tools.policy.Policy;
import org.ckptimage.tools.present.ValidateJson;
import org.ckptimage.tools.present.ValidateText;
import org.ckptimage.tools.report.JunitReport;
import org.ckptimage.tools.report.SarifReport;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Visible;

/** One run of {@code validate}: judges the images one by one and presents each at once. */
final class ValidateRun {
    private static final int MOST = 10_000;

    private final Session session;
    private final List<String> images;
    private final ValidateCommand.FailOn failOn;
    private final Wanted wanted;

    /**
     * What findings are wanted.
     *
     * @param policy what counts
     * @param selection the part of each image to judge; empty for all of it
     * @param target judges whether somebody could restart them
     */
    record Wanted(Policy policy, Optional<UnaryOperator<Image>> selection,
            Optional<ModelCheck> target) {}

    ValidateRun(Session session, List<String> images, ValidateCommand.FailOn failOn, Wanted wanted) {
        this.session = session;
        this.images = images;
        this.failOn = failOn;
        this.wanted = wanted;
    }

    /** Says nothing but the exit status. */
    int quiet(Inputs inputs) throws IOException {
        return each(judge(inputs, Judge.Naming.NAMELESS), judgement -> { });
    }

    /** Lines, at most {@code lines} of them for an image; all if that is not positive. */
    int text(Inputs inputs, int lines, Set<ValidateText.Extra> extras, Palette palette) throws IOException {
        int most = lines <= 0 ? MOST : Math.min(lines, MOST);
        ValidateText text = new ValidateText(session.terminal().out(), palette, most, extras);
        return each(judge(inputs, Judge.Naming.NAMELESS), judgement -> {
            if (judgement.verdict() != Verdict.UNREADABLE) {
                text.present(judgement);
            }
        });
    }

    /** A document for a program. */
    int document(Inputs inputs, ValidateCommand.Format format) throws IOException {
        PrintWriter out = session.terminal().out();
        JudgementSink report = switch (format) {
            case json, text -> new ValidateJson(out, ValidateJson.Shape.DOCUMENT);
            case jsonl -> new ValidateJson(out, ValidateJson.Shape.LINES);
            case sarif -> new SarifReport(out);
            case junit -> new JunitReport(out,
                    failOn == ValidateCommand.FailOn.warning ? Severity.WARNING : Severity.ERROR);
        };
        int status = each(judge(inputs, Judge.Naming.NAMED), report::take);
        report.end(status);
        return status;
    }

    /** Takes the judgement of one image. */
    @FunctionalInterface
    private interface Presenter {
        void present(Judgement judgement) throws IOException;
    }

    private int each(Judge judge, Presenter presenter) throws IOException {
        int status = ExitStatus.DONE;
        for (String image : images) {
            Judgement judgement = judge.judge(image);
            presenter.present(judgement);
            status = Math.max(status, status(judgement));
        }
        return status;
    }

    private Judge judge(Inputs inputs, Judge.Naming naming) {
        return new Judge(inputs, session.settings(), new Judge.Demand(MOST, wanted.policy(), naming,
                wanted.selection(), wanted.target()));
    }

    private int status(Judgement judgement) {
        return switch (judgement.verdict()) {
            case VALID -> failOn == ValidateCommand.FailOn.warning && judgement.tally().warnings() > 0
                    ? ExitStatus.NO : ExitStatus.DONE;
            case INVALID -> ExitStatus.NO;
            case UNSUPPORTED -> ExitStatus.UNSUPPORTED;
            case UNREADABLE -> {
                session.terminal().say("ckpt-image: " + Visible.of(judgement.image()) + ": cannot read: "
                        + Visible.of(judgement.trouble()));
                yield ExitStatus.IO;
            }
        };
    }
}
