// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.graph.GraphFormat;
import org.ckptimage.tools.input.Inputs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Shows who is inside an image. */
final class ShowCommand implements ToolCommand {
    private final Session session;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "show", List.of(
                "Shows the tasks of an image and their credentials, its records, or one object.", "",
                "EXAMPLES", "  ckpt-image show web.ckpt", "  ckpt-image show web.ckpt cred:17",
                "  ckpt-image show container.tar.gz",
                "  ckpt-image show --records --json web.ckpt | grep CRED",
                "  ckpt-image show --graph html web.ckpt >web.html",
                "  ckpt-image show --select 'euid == 0 && \"SYS_ADMIN\" in cap_effective' web.ckpt", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("IMAGE").type(String.class)
                .description("An image, plain or compressed (gz, xz, zst, lz4), a CRIU image directory "
                        + "or an archive with one; - is standard input.")
                .build());
        spec.addPositional(PositionalParamSpec.builder().index("1").arity("0..1").paramLabel("TYPE:OBJREF")
                .type(String.class).description("One object, such as cred:17.").build());
        spec.addOption(Options.flag("--records", "One line for each record; with --json a line of JSON."));
        spec.addOption(OptionSpec.builder("--graph").paramLabel("FORMAT").type(GraphFormat.class)
                .description("Draw tasks, creds and user namespaces: ${COMPLETION-CANDIDATES}.").build());
        spec.addOption(Options.flag("--facts", "What the image means, as the JSON document that a patch of "
                + "ckpt-image diff --format=json-patch is for."));
        spec.addOption(Options.select("Only the tasks that a CEL expression is true of, and their creds."));
        spec.addOption(Options.json());
        spec.addOption(Options.format());
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.without(ExitStatus.NO);
        statuses.put("0", "shown, also an image of a failed checkpoint or with errors of content");
        Options.ending(spec, statuses, "", "SEE ALSO", "  ckpt-image validate");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        String image = options.matchedPositionalValue(0, "");
        String object = options.matchedPositionalValue(1, null);
        Options.Format format = Options.format(options);
        conflict(options).ifPresent(message -> {
            throw new ParameterException(options.commandSpec().commandLine(), message);
        });
        ShowRun run = new ShowRun(session, image, Options.color(options), format);
        if (options.hasMatchedOption("--records")) {
            return run.records();
        }
        boolean quiet = options.hasMatchedOption("--no-progress") || format == Options.Format.json;
        Inputs.Progress progress = quiet ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN;
        if (options.hasMatchedOption("--facts")) {
            return run.facts(progress);
        }
        UnaryOperator<Image> only = Options.selection(options).orElse(UnaryOperator.identity());
        if (options.hasMatchedOption("--graph")) {
            return run.graph(options.matchedOptionValue("--graph", GraphFormat.svg), progress, only);
        }
        return object == null ? run.image(progress, only)
                : run.object(ObjectName.parse(object, options.commandSpec().commandLine()), progress);
    }

    /** What is asked for twice. */
    private static Optional<String> conflict(ParseResult options) {
        boolean object = options.hasMatchedPositional(1);
        boolean records = options.hasMatchedOption("--records");
        boolean facts = options.hasMatchedOption("--facts");
        if (facts && (object || records || options.hasMatchedOption("--graph"))) {
            return Optional.of("--facts shows a whole image, and nothing else");
        }
        if (options.hasMatchedOption("--select") && (records || object)) {
            return Optional.of("--select chooses among tasks and does not go with "
                    + (records ? "--records" : "TYPE:OBJREF"));
        }
        if (!options.hasMatchedOption("--graph")) {
            return records && object ? Optional.of("--records shows all records, not one object")
                    : Optional.empty();
        }
        String other = records ? "--records" : object ? "TYPE:OBJREF"
                : Options.format(options) == Options.Format.json ? "--json" : "";
        return other.isEmpty() ? Optional.empty()
                : Optional.of("--graph draws a whole image and does not go with " + other);
    }
}
