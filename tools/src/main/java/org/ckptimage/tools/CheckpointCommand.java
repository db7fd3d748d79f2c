// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ckptimage.restart.capture.Capture;
import org.ckptimage.restart.capture.CaptureException;
import org.ckptimage.restart.run.RestartException;
import org.ckptimage.tools.capture.CheckpointRun;
import org.ckptimage.tools.convert.ConvertPlan;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Writes an image of live tasks. */
final class CheckpointCommand implements ToolCommand {
    private final Session session;

    CheckpointCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "checkpoint", List.of(
                "Writes an image of a live process: its tasks, creds, groups, capabilities and user"
                        + " namespaces.",
                "Memory, open files and registers are not in it. The process runs on.", "", "EXAMPLES",
                "  ckpt-image checkpoint 4711 -o web.ckpt",
                "  ckpt-image checkpoint --tree 4711 -o tree.ckpt.zst",
                "  ckpt-image checkpoint 4711 -o - | ckpt-image show -", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("PID").type(int.class).description("A process; its threads belong to it.")
                .build());
        spec.addOption(Options.flag("--tree", "With all its descendants."));
        spec.addOption(OptionSpec.builder("-o", "--output").paramLabel("OUT").type(String.class)
                .required(true)
                .description("Where to write; - is standard output. A name that ends with .gz, .zst, .xz or "
                        + ".lz4 is compressed.").build());
        spec.addOption(Options.flag("--force", "Replace OUT if it is there."));
        Map<String, String> statuses = ExitStatus.without(ExitStatus.UNREADABLE_IMAGE,
                ExitStatus.UNSUPPORTED);
        statuses.put("1",
                "not captured: no such process, not permitted, or it changed all the time (EAGAIN)");
        Options.ending(spec, statuses,
                "What the image does not say is told on standard error, a line each.", "", "SEE ALSO",
                "  ckpt-image show, ckpt-image diff");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        String out = options.matchedOptionValue("-o", OutputTarget.STANDARD);
        OutputTarget target = new OutputTarget(out, session.terminal(), Content.BINARY,
                options.hasMatchedOption("--force") ? Existing.REPLACED : Existing.REFUSED);
        try {
            new CheckpointRun(session.terminal(), session.settings().clock()).run(
                    options.matchedPositionalValue(0, 0),
                    options.hasMatchedOption("--tree") ? Capture.Scope.TREE : Capture.Scope.PROCESS, target,
                    ConvertPlan.compression(out));
            return ExitStatus.DONE;
        } catch (CaptureException | RestartException e) {
            session.terminal().say("ckpt-image: " + Visible.of(e.getMessage()));
            return ExitStatus.NO;
        }
    }
}
