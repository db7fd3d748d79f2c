// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ckptimage.formats.FormatVersion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The tool itself; each of its commands is a class of its own. */
final class CkptImageCommand implements ToolCommand {
    private static final String COMPLETION = "completion";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "ckpt-image", List.of(
                "Reads, judges, compares, converts and restarts checkpoint images of processes:",
                "streams of Linux-CR kernels, image directories of CRIU, archives of containers.",
                "", "EXAMPLES", "  ckpt-image whoami web.tar.zst", "  ckpt-image validate web.ckpt",
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
                    .collect(Collectors.joining(", ")) + "; images of CRIU",
            "Java " + System.getProperty("java.version")};
    }

    /** The command line; with all commands, unless {@code args} begin with the name of one. */
    static CommandLine commandLine(Session session, String... args) {
        Map<String, Function<Session, ToolCommand>> commands = commands();
        if (args.length > 0 && commands.containsKey(args[0]) && !args[0].equals(COMPLETION)) {
            commands.keySet().retainAll(Set.of(args[0]));
        }
        CommandSpec root = new CkptImageCommand().spec();
        commands.forEach((name, command) -> root.addSubcommand(name, command.apply(session).spec()));
        return new CommandLine(root);
    }

    /** Every command by its name, in the order of the help. */
    private static Map<String, Function<Session, ToolCommand>> commands() {
        Map<String, Function<Session, ToolCommand>> commands = new LinkedHashMap<>();
        commands.put("validate", ValidateCommand::new);
        commands.put("whoami", WhoamiCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("convert", ConvertCommand::new);
        commands.put("anonymize", AnonymizeCommand::new);
        commands.put("checkpoint", CheckpointCommand::new);
        commands.put("restart", RestartCommand::new);
        commands.put("profile", ProfileCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        return commands;
    }
}
