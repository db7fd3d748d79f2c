// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ckptimage.tools.diff.Field;
import org.ckptimage.tools.input.Inputs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what differs between two images. */
final class DiffCommand implements ToolCommand {
    private final Session session;

    /** Words of {@code --format}; picocli shows them with hyphens. */
    enum Format {
        text, json, json_patch, html;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "diff", List.of(
                "Tells what differs between two images in meaning; a gain of privilege comes first.",
                "Compared are tasks, ids, groups, capabilities, user namespaces, and what tasks share. "
                        + "Tasks are matched by pid. Numbers of objects, versions, byte order and time of "
                        + "capture mean nothing; memory, files and sockets are compared by --raw alone.",
                "", "EXAMPLES", "  ckpt-image diff before.ckpt after.ckpt",
                "  ckpt-image diff --ignore=comm --ignore=pgid before.ckpt after.ckpt",
                "  ckpt-image diff --format=json-patch before.ckpt after.ckpt > change.json",
                "  ckpt-image diff --raw before.ckpt after.ckpt", ""));
        spec.addPositional(image(0, "FIRST"));
        spec.addPositional(image(1, "SECOND"));
        spec.addOption(OptionSpec.builder("--ignore").paramLabel("FIELD").type(List.class)
                .auxiliaryTypes(String.class).arity("1")
                .description("Do not compare this; may be given several times. Fields: "
                        + String.join(", ", Field.words()) + ".").build());
        spec.addOption(Options.flag("--raw",
                "Compare record by record in the order of the streams, with both "
                + "offsets; ends where the streams go on too differently."));
        spec.addOption(Options.json());
        spec.addOption(OptionSpec.builder("--format").paramLabel("FORMAT").type(Format.class)
                .completionCandidates(List.of("text", "json", "json-patch", "html"))
                .description("${COMPLETION-CANDIDATES}. json-patch is RFC 6902, on what "
                        + "show --facts prints; "
                        + "html is a page that needs no network. Default: text.").build());
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.all();
        statuses.put("0", "the images mean the same");
        statuses.put("1", "they differ");
        statuses.put("3", "one of them is no image, cut, corrupt, or over a limit");
        Options.ending(spec, statuses, "A line that begins with ! tells of privilege gained.", "", "SEE ALSO",
                "  ckpt-image show, ckpt-image convert");
        return spec;
    }

    private static PositionalParamSpec image(int index, String label) {
        return PositionalParamSpec.builder().index(Integer.toString(index)).arity("1").required(true)
                .paramLabel(label).type(String.class)
                .description("An image, plain or compressed, a CRIU image directory or an archive with one; "
                        + "one of the two may be -, standard input.").build();
    }

    @Override
    public int run(ParseResult options) throws IOException {
        String first = options.matchedPositionalValue(0, "");
        String second = options.matchedPositionalValue(1, "");
        if (first.equals("-") && second.equals("-")) {
            throw wrong(options, "only one of the images can be standard input");
        }
        Format format = options.hasMatchedOption("--json") ? Format.json
                : options.matchedOptionValue("--format", Format.text);
        boolean quiet = options.hasMatchedOption("--no-progress") || format != Format.text;
        DiffRun run = new DiffRun(session, first, second, Options.color(options),
                quiet ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN);
        if (options.hasMatchedOption("--raw")) {
            if (format == Format.json_patch || format == Format.html) {
                throw wrong(options, "--raw compares streams: as text, or with --json a line each");
            }
            return run.raw(format);
        }
        return run.meaning(format, ignored(options));
    }

    private static Set<Field> ignored(ParseResult options) {
        Set<Field> ignored = EnumSet.noneOf(Field.class);
        List<String> words = options.matchedOptionValue("--ignore", List.of());
        for (String word : words) {
            ignored.add(Field.ofWord(word).orElseThrow(() -> wrong(options,
                    "no field '" + word + "' is compared" + NearMiss.of(word, Field.words())
                            .map(hit -> ", did you mean '" + hit + "'?").orElse(""))));
        }
        return ignored;
    }

    private static ParameterException wrong(ParseResult options, String message) {
        return new ParameterException(options.commandSpec().commandLine(), message);
    }
}
