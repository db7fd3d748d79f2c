// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.List;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.Judge;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.input.Judgement.Verdict;
import org.ckptimage.tools.present.ValidateJson;
import org.ckptimage.tools.present.ValidateText;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Judges images. */
final class ValidateCommand implements ToolCommand {
    private static final int MOST_JSON = 10_000;
    private static final int MOST_TEXT = 10_000;
    private static final int SHOWN = 20;

    private final Session session;

    /** Words of {@code --format}. */
    enum Format { text, json, jsonl }

    ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "validate", List.of(
                "Judges whether images are what the format says and a restart would take.", "", "EXAMPLES",
                "  ckpt-image validate web.ckpt db.ckpt.gz", "  ckpt-image validate --format=jsonl *.ckpt",
                "  ssh host cat web.ckpt | ckpt-image validate --quiet - && echo fine", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("1..*").required(true)
                .paramLabel("IMAGE").type(List.class).auxiliaryTypes(String.class)
                .description("Images, plain or compressed (gz, xz, zst, lz4), CRIU image directories or "
                        + "archives with one; - is standard input.").build());
        spec.addOption(Options.json());
        spec.addOption(OptionSpec.builder("--format").paramLabel("FORMAT").type(Format.class)
                .description("${COMPLETION-CANDIDATES}. jsonl is one line for each image. Default: text.")
                .build());
        spec.addOption(OptionSpec.builder("--max-errors").paramLabel("N").type(int.class)
                .description("Print at most N findings of an image as text; 0 prints all. Default: 20.")
                .build());
        spec.addOption(Options.flag("--strict", "A warning makes the exit status 1, too."));
        spec.addOption(OptionSpec.builder("-q", "--quiet").type(boolean.class).arity("0")
                .description("Print no text; the exit status is the answer.").build());
        spec.addOption(Options.noProgress());
        Options.ending(spec, ExitStatus.without(ExitStatus.UNREADABLE_IMAGE),
                "With several images the highest status wins.", "", "SEE ALSO", "  ckpt-image explain");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        Format format = options.hasMatchedOption("--json") ? Format.json
                : options.matchedOptionValue("--format", Format.text);
        return switch (format) {
            case text -> text(options);
            case json -> json(options, ValidateJson.Shape.DOCUMENT);
            case jsonl -> json(options, ValidateJson.Shape.LINES);
        };
    }

    private static List<String> images(ParseResult options) {
        return options.matchedPositionalValue(0, List.of());
    }

    private int text(ParseResult options) {
        int wanted = options.matchedOptionValue("--max-errors", SHOWN);
        int most = wanted <= 0 ? MOST_TEXT : Math.min(wanted, MOST_TEXT);
        boolean quiet = options.hasMatchedOption("--quiet");
        boolean hidden = quiet || options.hasMatchedOption("--no-progress");
        Judge judge = judge(most, hidden ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN);
        ValidateText text = new ValidateText(session.terminal().out(),
                session.terminal().palette(Options.color(options)), most);
        int status = ExitStatus.DONE;
        for (String image : images(options)) {
            Judgement judgement = judge.judge(image);
            if (judgement.verdict() != Verdict.UNREADABLE && !quiet) {
                text.present(judgement);
            }
            status = Math.max(status, status(judgement, options));
        }
        return status;
    }

    private int json(ParseResult options, ValidateJson.Shape shape) throws IOException {
        Judge judge = judge(MOST_JSON, Inputs.Progress.HIDDEN);
        ValidateJson output = new ValidateJson(session.terminal().out(), shape);
        int status = ExitStatus.DONE;
        for (String image : images(options)) {
            Judgement judgement = judge.judge(image);
            output.present(judgement);
            status = Math.max(status, status(judgement, options));
        }
        output.end();
        return status;
    }

    private Judge judge(int most, Inputs.Progress shown) {
        return new Judge(new Inputs(session.stdin(), session.terminal(), shown), session.settings(), most);
    }

    private int status(Judgement judgement, ParseResult options) {
        return switch (judgement.verdict()) {
            case VALID -> options.hasMatchedOption("--strict") && judgement.tally().warnings() > 0
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
