// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.formats.FormatVersion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The tool itself; each of its commands is a class of its own. */
final class CkptImageCommand implements ToolCommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "ckpt-image", List.of(
                "Looks into process checkpoint images of historic Linux-CR kernels.", "", "EXAMPLES",
                "  ckpt-image validate web.ckpt", "  ckpt-image show web.ckpt",
                "  zstd -dc web.ckpt.zst | ckpt-image show --json -", "  ckpt-image explain CKR002"));
        spec.usageMessage().customSynopsis("ckpt-image <command> [options] IMAGE...")
                .commandListHeading("%nCOMMANDS%n");
        spec.addOption(OptionSpec.builder("--version").versionHelp(true).type(boolean.class).arity("0")
                .description("Show the version, and the formats it reads.").build());
        spec.versionProvider(CkptImageCommand::version);
        Options.ending(spec, ExitStatus.all(), "", "SEE ALSO", "  ckpt-image <command> --help");
        return spec;
    }

    @Override
    public int run(ParseResult options) {
        throw new ParameterException(options.commandSpec().commandLine(), "missing command");
    }

    private static String[] version() {
        return new String[] {
            "ckpt-image " + ToolVersion.get(),
            "reads: " + Arrays.stream(FormatVersion.values()).map(FormatVersion::label)
                    .collect(Collectors.joining(", ")),
            "Java " + System.getProperty("java.version")};
    }

    /** The command line; with all commands, unless {@code args} begin with the name of one. */
    static CommandLine commandLine(Session session, String... args) {
        CommandSpec root = new CkptImageCommand().spec();
        String first = args.length == 0 ? "" : args[0];
        boolean one = switch (first) {
            case "validate", "show", "explain" -> true;
            default -> false;
        };
        if (!one || first.equals("validate")) {
            root.addSubcommand("validate", new ValidateCommand(session).spec());
        }
        if (!one || first.equals("show")) {
            root.addSubcommand("show", new ShowCommand(session).spec());
        }
        if (!one || first.equals("explain")) {
            root.addSubcommand("explain", new ExplainCommand(session).spec());
        }
        if (!one) {
            root.addSubcommand("completion", new CompletionCommand(session).spec());
        }
        return new CommandLine(root);
    }
}
