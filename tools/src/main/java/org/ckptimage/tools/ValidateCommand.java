// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ckptimage.tools.fit.TargetCheck;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.ModelCheck;
import org.ckptimage.tools.present.ValidateText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Judges images. */
final class ValidateCommand implements ToolCommand {
    private static final int SHOWN = 20;

    private final Session session;

    /** Words of {@code --format}. */
    enum Format { text, json, jsonl, sarif, junit }

    /** Words of {@code --fail-on}. */
    enum FailOn { error, warning }

    ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "validate", List.of(
                "Judges whether images are what the format says and a restart would take.", "", "EXAMPLES",
                "  ckpt-image validate web.ckpt db.ckpt.gz", "  ckpt-image validate --format=jsonl *.ckpt",
                "  ckpt-image validate --format=sarif --policy policy.yaml *.ckpt >images.sarif",
                "  ckpt-image validate --target host.json web.ckpt",
                "  ssh host cat web.ckpt | ckpt-image validate --quiet - && echo fine", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("1..*").required(true)
                .paramLabel("IMAGE").type(List.class).auxiliaryTypes(String.class)
                .description("Images, plain or compressed (gz, xz, zst, lz4), CRIU image directories or "
                        + "archives with one; - is standard input.").build());
        spec.addOption(Options.json());
        spec.addOption(OptionSpec.builder("--format").paramLabel("FORMAT").type(Format.class)
                .description("${COMPLETION-CANDIDATES}. jsonl is one line for each image, sarif SARIF 2.1.0, "
                        + "junit JUnit XML with a suite for each image and a test for each rule. "
                        + "Default: text.").build());
        spec.addOption(OptionSpec.builder("--max-errors").paramLabel("N").type(int.class)
                .description("Print at most N findings of an image as text; 0 prints all. Default: 20.")
                .build());
        measures(spec);
        spec.addOption(OptionSpec.builder("-v", "--verbose").type(boolean.class).arity("0")
                .description("Print findings of weight info, too.").build());
        spec.addOption(Options.flag("--hints", "Print what to do below the first finding of each rule."));
        spec.addOption(OptionSpec.builder("-q", "--quiet").type(boolean.class).arity("0")
                .description("Print no text; the exit status is the answer.").build());
        spec.addOption(Options.noProgress());
        Options.ending(spec, ExitStatus.without(ExitStatus.UNREADABLE_IMAGE),
                "With several images the highest status wins.", "", "SEE ALSO", "  ckpt-image explain");
        return spec;
    }

    /** What images are judged by. */
    private static void measures(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--fail-on").paramLabel("WEIGHT").type(FailOn.class)
                .description("What makes the exit status 1: ${COMPLETION-CANDIDATES}. Default: error.")
                .build());
        spec.addOption(Options.flag("--strict", "The same as --fail-on=warning."));
        spec.addOption(OptionSpec.builder("--policy").paramLabel("FILE").type(String.class)
                .description("A policy in YAML: weights of rules, waivers, allowed capabilities, denied "
                        + "groups (tools/POLICY.md). A waived finding is shown and does not count.").build());
        spec.addOption(OptionSpec.builder("--target").paramLabel("WHERE").type(String.class)
                .description("Judge also whether a restart would work: here, or on the machine and for the "
                        + "caller of a profile (ckpt-image profile). The verdict is that of restart "
                        + "--dry-run with the same options.").build());
        PlanOptions.add(spec);
        spec.addOption(OptionSpec.builder("--waive").paramLabel("RULE:REASON").type(List.class)
                .auxiliaryTypes(String.class)
                .description("A waiver for this run, such as 'CKC005:it is su'; may be repeated.").build());
        spec.addOption(Options.select("Judge only the tasks that a CEL expression is true of, with their "
                + "creds; findings about the image as a whole stay."));
    }

    @Override
    public int run(ParseResult options) throws IOException {
        Format format = options.hasMatchedOption("--json") ? Format.json
                : options.matchedOptionValue("--format", Format.text);
        boolean quiet = options.hasMatchedOption("--quiet");
        boolean hidden = quiet || format != Format.text || options.hasMatchedOption("--no-progress");
        ValidateRun run = new ValidateRun(session, options.matchedPositionalValue(0, List.of()),
                failOn(options), wanted(options));
        Inputs inputs = new Inputs(session.stdin(), session.terminal(),
                hidden ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN);
        return switch (format) {
            case text -> quiet ? run.quiet(inputs)
                    : run.text(inputs, options.matchedOptionValue("--max-errors", SHOWN), extras(options),
                            session.terminal().palette(Options.color(options)));
            case json, jsonl, sarif, junit -> run.document(inputs, format);
        };
    }

    private static Optional<ModelCheck> target(ParseResult options) throws IOException {
        String where = options.matchedOptionValue("--target", "");
        boolean planned = Stream.of("--pids", "--userns-map", "--caps", "--any-arch")
                .anyMatch(options::hasMatchedOption);
        if (where.isEmpty()) {
            if (planned) {
                throw new ParameterException(options.commandSpec().commandLine(),
                        "--pids, --userns-map, --caps and --any-arch go with --target");
            }
            return Optional.empty();
        }
        if (options.hasMatchedOption("--select")) {
            throw new ParameterException(options.commandSpec().commandLine(),
                    "--select does not go with --target: a restart takes all tasks or none");
        }
        return Optional.of(new TargetCheck(where.equals("here") ? PlanOptions.here(options)
                : PlanOptions.elsewhere(where, options)));
    }

    private ValidateRun.Wanted wanted(ParseResult options) throws IOException {
        LocalDate today = LocalDate.now(session.settings().clock());
        return new ValidateRun.Wanted(Options.policy(options).waiving(Options.waivers(options, today)),
                Options.selection(options), target(options));
    }

    private static Set<ValidateText.Extra> extras(ParseResult options) {
        Set<ValidateText.Extra> extras = EnumSet.noneOf(ValidateText.Extra.class);
        if (options.hasMatchedOption("--verbose")) {
            extras.add(ValidateText.Extra.NOTES);
        }
        if (options.hasMatchedOption("--hints")) {
            extras.add(ValidateText.Extra.HINTS);
        }
        return extras;
    }

    private static FailOn failOn(ParseResult options) {
        FailOn chosen = options.matchedOptionValue("--fail-on", FailOn.error);
        if (!options.hasMatchedOption("--strict")) {
            return chosen;
        }
        if (options.hasMatchedOption("--fail-on") && chosen == FailOn.error) {
            throw new ParameterException(options.commandSpec().commandLine(),
                    "--strict is --fail-on=warning and does not go with --fail-on=error");
        }
        return FailOn.warning;
    }
}
