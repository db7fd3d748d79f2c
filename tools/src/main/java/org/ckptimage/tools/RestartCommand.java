// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Restarts tasks and credentials of an image on this machine. */
final class RestartCommand implements ToolCommand {
    private static final int SECONDS = 10;
    private static final int MOST_SECONDS = 3600;

    private final Session session;

    RestartCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "restart", List.of(
                "Makes the tasks of an image again, with its creds, groups, user namespaces, SysV IPC objects"
                        + " and open files; then they wait.",
                "",
                "Memory and sockets are not restored. Nothing is gained: the kernel judges each step by the"
                        + " rights of the caller, and one that it refuses ends all. The tasks end with this"
                        + " command: by a signal, or with its input unless that is the image.",
                "", "EXAMPLES",
                "  ckpt-image restart --dry-run web.ckpt",
                "  ckpt-image restart --dry-run --as deploy.json web.ckpt",
                "  ckpt-image restart web.ckpt --task 42 --exec -- cat /etc/shadow", ""));
        positionals(spec);
        planOptions(spec);
        spec.addOption(OptionSpec.builder("--exec").paramLabel("CMD").arity("0..*").type(List.class)
                .auxiliaryTypes(String.class).description("Run a command as the task of --task, without new"
                        + " privileges, and end as it does. Words behind -- are part of it.").build());
        spec.addOption(OptionSpec.builder("--task").paramLabel("PID").type(Integer.class)
                .description("The task of --exec, by its pid in the image. Default: the only process.")
                .build());
        spec.addOption(Options.flag("--allow-new-privs", "Let the command of --exec gain by set-id files, and"
                + " root regain its bounding set."));
        spec.addOption(Options.flag("--detach", "Leave the tasks behind, each waiting until it is killed."));
        spec.addOption(OptionSpec.builder("--timeout").paramLabel("S").type(Integer.class)
                .description("Seconds that each phase may take, 1 to " + MOST_SECONDS + ". Default: "
                + SECONDS
                        + ".").build());
        spec.addOption(Options.json());
        spec.addOption(Options.format());
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.all();
        statuses.put("0", "all tasks were there; with --dry-run: all would be (files are not tried)");
        statuses.put("1", "refused or failed, and nothing is left; the image has errors");
        statuses.put("N",
                "with --exec that of the command, or 128 and the number of the signal that ended it");
        Options.ending(spec, statuses, "", "SEE ALSO", "  ckpt-image show, ckpt-image validate");
        return spec;
    }

    private static void positionals(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("IMAGE").type(String.class)
                .description("An image, plain or compressed (gz, xz, zst, lz4), a CRIU image directory or an"
                        + " archive with one; - is standard input.")
                .build());
        spec.addPositional(PositionalParamSpec.builder().index("1..*").arity("0..*").paramLabel("WORD")
                .type(List.class).auxiliaryTypes(String.class).description("More words of --exec.").build());
    }

    private static void planOptions(CommandSpec spec) {
        spec.addOption(Options.flag("--dry-run", "Print the plan, and for each step what it takes and whether"
                + " the caller may do it. Nothing is started."));
        spec.addOption(OptionSpec.builder("--as").paramLabel("PROFILE").type(String.class)
                .description("With --dry-run: another caller, in JSON: what ckpt-image profile writes, or an"
                        + " object of which uid and gid are needed;"
                        + " euid, suid, fsuid, egid, sgid, fsgid, groups, cap_inheritable, cap_permitted,"
                        + " cap_effective, cap_bounding (all, none, a mask or an array of names),"
                        + " securebits and"
                        + " last_cap may be there.").build());
        PlanOptions.add(spec);
        spec.addOption(Options.flag("--strict-2009",
                "Tell where the kernel of 2009 would have restored another"
                + " cred than the one of the image."));
    }

    @Override
    public int run(ParseResult options) throws IOException {
        check(options);
        PlanOptions.of(options);
        return new RestartRun(session, options.matchedPositionalValue(0, ""), request(options)).run();
    }

    private static RestartRequest request(ParseResult options) {
        RestartRequest.Command command = new RestartRequest.Command(words(options),
                Optional.ofNullable(options.matchedOptionValue("--task", null)),
                options.hasMatchedOption("--allow-new-privs") ? Privileges.AS_USUAL : Privileges.NONE_NEW);
        RestartRequest.Mode mode = options.hasMatchedOption("--dry-run") ? RestartRequest.Mode.DRY_RUN
                : options.hasMatchedOption("--exec") ? RestartRequest.Mode.COMMAND
                : options.hasMatchedOption("--detach") ? RestartRequest.Mode.DETACH
                : RestartRequest.Mode.HOLD;
        return new RestartRequest(mode, command,
                Optional.ofNullable(options.matchedOptionValue("--as", null)),
                options.matchedOptionValue("--timeout", SECONDS), options);
    }

    private static List<String> words(ParseResult options) {
        List<String> words = new ArrayList<>(options.matchedOptionValue("--exec", List.<String>of()));
        words.addAll(options.matchedPositionalValue(1, List.<String>of()));
        return words;
    }

    private static void check(ParseResult options) {
        boolean dry = options.hasMatchedOption("--dry-run");
        boolean command = options.hasMatchedOption("--exec");
        int seconds = options.matchedOptionValue("--timeout", SECONDS);
        if (options.hasMatchedOption("--as") && !dry) {
            throw usage(options, "--as goes with --dry-run: nobody restarts as somebody else");
        }
        if (command == words(options).isEmpty()) {
            throw usage(options, command ? "--exec needs a command" : "unexpected argument '"
                    + words(options).get(0) + "'");
        }
        if (!command && (options.hasMatchedOption("--task")
                || options.hasMatchedOption("--allow-new-privs"))) {
            throw usage(options, "--task and --allow-new-privs go with --exec");
        }
        if (command && (options.hasMatchedOption("--detach") || dry)
                || dry && options.hasMatchedOption("--detach")) {
            throw usage(options, "only one of --dry-run, --exec and --detach");
        }
        if (command && Options.format(options) == Options.Format.json) {
            throw usage(options, "with --exec the output is that of the command, not JSON");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw usage(options, "--timeout is from 1 to " + MOST_SECONDS + " seconds");
        }
    }

    private static ParameterException usage(ParseResult options, String message) {
        return new ParameterException(options.commandSpec().commandLine(), message);
    }
}
