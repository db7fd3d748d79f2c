// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ckptimage.tools.input.Inputs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Tells on one screen who is inside an image. */
final class WhoamiCommand implements ToolCommand {
    private final Session session;

    WhoamiCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "whoami", List.of(
                "Tells on one screen who is inside an image: with which ids, inside and on the host, with "
                        + "which power, and what might surprise.",
                "Tasks that act with creds of the same meaning are one line, the most powerful first. "
                        + "Power is what is effective in the user namespace of the line.", "",
                "EXAMPLES", "  ckpt-image whoami container.tar.gz",
                "  ckpt-image whoami --json web.ckpt", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("IMAGE").type(String.class)
                .description("An image, plain or compressed (gz, xz, zst, lz4), a CRIU image directory "
                        + "or an archive with one; - is standard input.").build());
        spec.addOption(Options.json());
        spec.addOption(Options.format());
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.without(ExitStatus.NO);
        statuses.put("0", "told, also of an image of a failed checkpoint or with errors of content");
        Options.ending(spec, statuses, "A namespace is taken for the initial one if the image shows no other "
                + "around it.", "", "SEE ALSO", "  ckpt-image show, ckpt-image validate");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        Options.Format format = Options.format(options);
        boolean quiet = options.hasMatchedOption("--no-progress") || format == Options.Format.json;
        return new ShowRun(session, options.matchedPositionalValue(0, ""), Options.color(options), format)
                .whoami(quiet ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN);
    }
}
