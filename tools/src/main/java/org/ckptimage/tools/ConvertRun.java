// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.codec.migrate.Loss;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.rewrite.DedupReport;
import org.ckptimage.tools.convert.ConvertPlan;
import org.ckptimage.tools.convert.ConvertPlan.Carefulness;
import org.ckptimage.tools.convert.ConvertPlan.Target;
import org.ckptimage.tools.convert.ConvertSteps;
import org.ckptimage.tools.convert.CritSteps;
import org.ckptimage.tools.convert.CriuInput;
import org.ckptimage.tools.convert.FileNames;
import org.ckptimage.tools.convert.InputKind;
import org.ckptimage.tools.convert.Step;
import org.ckptimage.tools.convert.Talk;
import org.ckptimage.tools.convert.TextForm;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.NamelessFile;
import org.ckptimage.tools.input.Spool;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.output.OutputTrouble;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** One run of {@code convert}: carries out the steps and tells what was lost. */
final class ConvertRun implements Talk {
    private static final int BUFFER = 1 << 16;

    private final Session session;
    private final Terminal terminal;
    private final Palette.Choice color;
    private final ConvertPlan plan;
    private final FindingTally tally = new FindingTally(Refusal.MOST_FINDINGS);
    /** What is wrong with a set of CRIU images. */
    private final FindingTally inputs = new FindingTally(Refusal.MOST_FINDINGS);
    private long losses;

    /** A conversion that {@code --strict} does not want. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    ConvertRun(Session session, Palette.Choice color, ConvertPlan plan) {
        this.session = session;
        this.terminal = session.terminal();
        this.color = color;
        this.plan = plan;
    }

    /**
     * Converts.
     *
     * @return an exit code
     * @throws IOException if the output cannot be written
     */
    int run(String in, String out, Existing existing, Inputs.Progress progress) throws IOException {
        try (Spool input = new Inputs(session.stdin(), terminal, progress).spool(in)) {
            Optional<Image> set = CriuInput.read(input, inputs);
            InputKind kind = set.isPresent() ? InputKind.CRIU : kind(input);
            Optional<String> misfit = kind.crit() ? CritSteps.misfit(kind, plan, out) : Optional.empty();
            if (misfit.isPresent()) {
                terminal.say("ckpt-image: " + Visible.of(in) + ": " + misfit.get());
                return ExitStatus.USAGE;
            }
            Optional<TextForm> form = form(kind, out);
            if (form.isPresent() && plan.pages() == Pages.REFERENCE
                    && input.storage() != Spool.Storage.PLAIN) {
                terminal.say("ckpt-image: " + Visible.of(in)
                        + ": --pages=ref needs an image in a file that is not compressed");
                return ExitStatus.USAGE;
            }
            boolean text = form.isPresent() && plan.compression().isEmpty();
            OutputTarget target =
                    new OutputTarget(out, terminal, text ? Content.TEXT : Content.BINARY, existing);
            target.check();
            ConvertSteps steps = new ConvertSteps(plan, session.settings(), this);
            FileNames names = new FileNames(in, out);
            Step step = set.isPresent() ? steps.of(set.get(), form, names) : steps.of(kind, form, names);
            target.write(bytes -> write(step, input, bytes, out));
            return ExitStatus.DONE;
        } catch (ImageException e) {
            int status = new Refusal(terminal, color).tell(in, e, new FindingTally(0));
            CritSteps.hint(e.finding(), in).ifPresent(hint -> terminal.say("ckpt-image: " + hint));
            return status;
        } catch (Refused e) {
            terminal.say("ckpt-image: " + e.getMessage());
            return ExitStatus.NO;
        } catch (OutputTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new InputTrouble(in, e);
        }
    }

    private static InputKind kind(Reopenable input) throws IOException {
        try (ByteSource source = input.open()) {
            return InputKind.of(source);
        }
    }

    private Optional<TextForm> form(InputKind kind, String out) {
        if (kind.crit()) {
            return CritSteps.form(kind);
        }
        boolean image = kind == InputKind.IMAGE || kind == InputKind.CRIU;
        Target fallback = out.equals(OutputTarget.STANDARD) && image ? Target.JSON
                : Target.CKPT;
        return plan.target().orElseGet(() -> Target.ofName(out, fallback)).form();
    }

    private void write(Step steps, Reopenable input, OutputStream out, String name) throws IOException {
        Optional<Compression> compression = plan.compression();
        try (OutputStream packed = compression.isPresent() ? compression.get().to(out)
                : new BufferedOutputStream(out, BUFFER)) {
            if (plan.carefulness() == Carefulness.REFUSES_LOSSES && name.equals(OutputTarget.STANDARD)) {
                // what is written to standard output cannot be taken back
                try (NamelessFile whole = NamelessFile.create()) {
                    try (OutputStream first = whole.out()) {
                        steps.run(input, first);
                    }
                    judge(name);
                    whole.read().transferTo(packed);
                }
                return;
            }
            steps.run(input, packed);
            judge(name);
        }
    }

    /** Tells what is wrong with the set or the result; with {@code --strict} it does not come to be. */
    private void judge(String name) throws IOException {
        boolean strict = plan.carefulness() == Carefulness.REFUSES_LOSSES;
        FindingText.sayErrors(inputs.kept(), terminal, terminal.talkPalette(color));
        if (strict && inputs.errors() > 0) {
            throw new Refused(Visible.of(name) + ": not written, since the input has "
                    + Size.count(inputs.errors(), "error"));
        }
        if (tally.ruleErrors() > 0) {
            for (Finding finding : tally.kept()) {
                terminal.say(FindingText.line(finding, terminal.talkPalette(color)));
            }
            String invalid = Visible.of(name) + ": the image is invalid: "
                    + Size.count(tally.ruleErrors(), "error");
            if (strict) {
                throw new Refused(invalid + "; not written");
            }
            terminal.say("ckpt-image: " + invalid + "; written all the same");
        }
        if (strict && losses > 0) {
            throw new Refused(Visible.of(name) + ": " + Size.count(losses, "thing")
                    + " lost or invented; not written");
        }
    }

    @Override
    public void report(Finding finding) {
        tally.report(finding);
    }

    @Override
    public void lost(Loss loss) {
        losses++;
        terminal.say(Visible.of(loss.line()));
    }

    @Override
    public void merged(DedupReport report) {
        terminal.say("ckpt-image: merged " + Size.count(report.creds(), "cred") + ", "
                + Size.count(report.groupinfos(), "groupinfo") + ", " + Size.count(report.users(), "user")
                + "; " + Size.count(report.bytesSaved(), "byte") + " saved");
    }
}
