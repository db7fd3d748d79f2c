// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.judge.stream.StreamJudge;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.restart.host.HostPlanner;
import org.ckptimage.restart.host.MinimalCaps;
import org.ckptimage.restart.plan.PlanCommand;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.ExecChanges;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Quirks2009;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.run.RestartException;
import org.ckptimage.restart.run.RestartResult;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.ImageLoader;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.restart.Commands;
import org.ckptimage.tools.restart.DryRunText;
import org.ckptimage.tools.restart.MadeText;
import org.ckptimage.tools.restart.Replay;
import org.ckptimage.tools.restart.RestartJson;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** One run of {@code restart}: reads the image, plans it, and prints the plan or carries it out. */
final class RestartRun {
    private static final int MOST_WARNINGS = 20;
    private static final int MS = 1000;

    private final Session session;
    private final Terminal terminal;
    private final String file;
    private final RestartRequest request;
    private final FindingTally tally = new FindingTally(Refusal.MOST_FINDINGS);

    RestartRun(Session session, String file, RestartRequest request) {
        this.session = session;
        this.terminal = session.terminal();
        this.file = file;
        this.request = request;
    }

    int run() throws IOException {
        Resources.Reader reader = new Resources.Reader();
        ImageLoader.Loaded loaded = load(reader);
        if (loaded.result().end() != ScanResult.End.COMPLETE || tally.errors() > 0) {
            return findings(loaded.result().end());
        }
        Image image = loaded.image();
        Resources resources = reader.resources();
        HostPlanner planner = request.profile().isPresent()
                ? PlanOptions.elsewhere(request.profile().get(), request.options())
                : PlanOptions.here(request.options());
        Planned planned = planner.plan(image, resources);
        if (request.options().hasMatchedOption("--strict-2009")) {
            warn(Quirks2009.of(image, planner.host().caller()));
        }
        if (request.mode() == RestartRequest.Mode.DRY_RUN) {
            return dryRun(planned, MinimalCaps.of(planner, image, resources));
        }
        return planned.plan().isEmpty() ? refused(planned) : replay(planned);
    }

    /** An image with errors is refused, be they of its form or of what it says. */
    private ImageLoader.Loaded load(Resources.Reader reader) throws IOException {
        Inputs.Progress progress = request.options().hasMatchedOption("--no-progress") || json()
                ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN;
        StreamJudge judge = new StreamJudge(file, this::error);
        ImageLoader loader = new ImageLoader(new Inputs(session.stdin(), terminal, progress),
                session.settings());
        try {
            ImageLoader.Loaded loaded = loader.load(file, this::error, view -> {
                reader.record(view);
                judge.record(view);
            });
            if (loaded.image().criu().isEmpty()) {
                judge.end(loaded.result().end());
            }
            return loaded;
        } catch (IOException e) {
            throw new InputTrouble(file, e);
        }
    }

    private void error(Finding finding) {
        if (finding.severity() == Severity.ERROR) {
            tally.report(finding);
        }
    }

    private int findings(ScanResult.End end) {
        FindingText.sayErrors(tally.kept(), terminal, terminal.talkPalette(Options.color(request.options())));
        say("nothing was restarted: " + Size.count(tally.errors(), "error"));
        return switch (end) {
            case COMPLETE, FAILED -> ExitStatus.NO;
            case BROKEN -> ExitStatus.UNREADABLE_IMAGE;
            case UNSUPPORTED -> ExitStatus.UNSUPPORTED;
        };
    }

    private int dryRun(Planned planned, OptionalLong minimal) throws IOException {
        if (json()) {
            new RestartJson(terminal.out(), planned).plan(file, minimal);
        } else {
            new DryRunText(terminal.out(), planned).present(file, minimal);
        }
        return HostPlanner.possible(planned) ? ExitStatus.DONE : ExitStatus.NO;
    }

    private int refused(Planned planned) {
        List<Remark> reasons = planned.refusals();
        String more = reasons.size() == 1 ? "" : "; " + Size.count(reasons.size() - 1L, "more reason")
                + " with --dry-run";
        say("refused: " + reasons.get(0).text() + more);
        return ExitStatus.NO;
    }

    private int replay(Planned planned) throws IOException {
        RestartPlan plan = planned.plan().orElseThrow()
                .within(new RestartPlan.Limits(request.seconds() * MS, 0));
        if (request.mode() == RestartRequest.Mode.COMMAND) {
            RestartRequest.Command command = request.command();
            Optional<PlanCommand> program = new Commands(System.getenv()).of(planned, command.task(),
                    command.words(),
                    command.privileges());
            if (program.isEmpty()) {
                say(command.task().map(pid -> "no process " + pid + " in it").orElse(
                        "--task says which of its processes becomes the command"));
                return ExitStatus.USAGE;
            }
            int at = program.get().task();
            plan = plan.running(program.get());
            warn(ExecChanges.of(plan.tasks().get(at), plan.creds().get(plan.tasks().get(at).cred()),
                    command.privileges()));
        }
        warn(planned.warnings());
        return replay(planned, plan);
    }

    private int replay(Planned planned, RestartPlan plan) throws IOException {
        Replay.Then then = switch (request.mode()) {
            case DRY_RUN, HOLD -> Replay.Then.HOLD;
            case DETACH -> Replay.Then.DETACH;
            case COMMAND -> Replay.Then.COMMAND;
        };
        Optional<InputStream> input = file.equals("-") ? Optional.empty() : Optional.of(session.stdin());
        try {
            return new Replay(planned, plan).run(then, input, result -> made(planned, result));
        } catch (RestartException e) {
            say(e.getMessage());
            return ExitStatus.NO;
        }
    }

    /** Tasks whose numbers nobody learns must not stay. */
    private void made(Planned planned, RestartResult result) throws IOException {
        if (request.mode() == RestartRequest.Mode.COMMAND) {
            return;
        }
        if (json()) {
            new RestartJson(terminal.out(), planned).made(file, result);
        } else {
            new MadeText(terminal.out()).present(planned, result);
        }
        if (terminal.closed()) {
            throw new RestartException("nobody takes the output, so nothing was restarted");
        }
    }

    private void warn(List<Remark> warnings) {
        warnings.stream().limit(MOST_WARNINGS).forEach(remark -> say("warning: " + remark.text()));
        if (warnings.size() > MOST_WARNINGS) {
            say(Size.count(warnings.size() - MOST_WARNINGS, "more warning") + " with --dry-run");
        }
    }

    private boolean json() {
        return Options.format(request.options()) == Options.Format.json;
    }

    private void say(String text) {
        terminal.say("ckpt-image: " + Visible.of(file) + ": " + Visible.of(text));
    }
}
