// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.policy.Policy;
import org.ckptimage.tools.policy.PolicyProblem;
import org.ckptimage.tools.policy.PolicyReader;
import org.ckptimage.tools.policy.Waiver;
import org.ckptimage.tools.select.Selection;
import org.ckptimage.tools.select.SelectionProblem;
import org.ckptimage.tools.terminal.Palette;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options and parts of the help that commands share. */
final class Options {
    /** Words of {@code --format} where there is one JSON document. */
    enum Format { text, json }

    private Options() {}

    /** The beginnings of a command: its help, and the options that every command has. */
    static CommandSpec command(ToolCommand command, String name, List<String> description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description.toArray(String[]::new)).optionListHeading("%nOPTIONS%n");
        spec.addOption(OptionSpec.builder("--color").paramLabel("WHEN").type(Palette.Choice.class)
                .description("Colour: ${COMPLETION-CANDIDATES}. Default: auto, which honours NO_COLOR, "
                        + "CLICOLOR_FORCE and TERM=dumb.").build());
        spec.addOption(flag("--debug",
                "Print look-ups of objects, and the stack trace of an error, to stderr."));
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).arity("0").type(boolean.class)
                .description("Show this help.").build());
        return spec;
    }

    /** The end of the help. */
    static void ending(CommandSpec spec, Map<String, String> statuses, String... footer) {
        spec.usageMessage().exitCodeListHeading(ExitStatus.HEADING)
                .exitCodeList(new LinkedHashMap<>(statuses)).footer(footer);
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
    }

    static OptionSpec json() {
        return flag("--json", "The same as --format=json. Text may change at any release, JSON may not.");
    }

    static OptionSpec format() {
        return OptionSpec.builder("--format").paramLabel("FORMAT").type(Format.class)
                .description("${COMPLETION-CANDIDATES}. Default: text.").build();
    }

    static OptionSpec noProgress() {
        return flag("--no-progress", "Never tell how far reading got.");
    }

    static Format format(ParseResult options) {
        return options.hasMatchedOption("--json") ? Format.json
                : options.matchedOptionValue("--format", Format.text);
    }

    /** The policy that {@code --policy} names; without it the rules as they are. */
    static Policy policy(ParseResult options) throws IOException {
        if (!options.hasMatchedOption("--policy")) {
            return Policy.none();
        }
        String file = options.matchedOptionValue("--policy", "");
        try {
            return PolicyReader.read(Path.of(file));
        } catch (PolicyProblem e) {
            throw new ParameterException(options.commandSpec().commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new InputTrouble(file, e);
        }
    }

    /** The waivers of {@code --waive}, which hold for this day. */
    static List<Waiver> waivers(ParseResult options, LocalDate today) {
        List<Waiver> waivers = new ArrayList<>();
        for (String word : options.matchedOptionValue("--waive", List.<String>of())) {
            int colon = word.indexOf(':');
            Optional<Rule> rule = PolicyReader.rule(colon < 0 ? word : word.substring(0, colon));
            if (rule.isEmpty() || colon < 0 || word.substring(colon + 1).isBlank()) {
                throw new ParameterException(options.commandSpec().commandLine(),
                        "--waive takes a rule and a reason, such as 'CKC005:it is su'");
            }
            waivers.add(new Waiver(rule.get(), "*", word.substring(colon + 1), today));
        }
        return waivers;
    }

    /** The option {@code --select}; {@code what} says what is left. */
    static OptionSpec select(String what) {
        return OptionSpec.builder("--select").paramLabel("EXPRESSION").type(String.class)
                .description(what + " Variables are the keys of a task and its cred in show --json; sets of "
                        + "capabilities are lists of names such as SYS_ADMIN, and what is unknown is -1.")
                .build();
    }

    /** What {@code --select} leaves of an image. */
    static Optional<UnaryOperator<Image>> selection(ParseResult options) {
        if (!options.hasMatchedOption("--select")) {
            return Optional.empty();
        }
        CommandLine command = options.commandSpec().commandLine();
        try {
            Selection selection = Selection.of(options.matchedOptionValue("--select", ""));
            return Optional.of(image -> {
                try {
                    return selection.in(image);
                } catch (SelectionProblem e) {
                    throw new ParameterException(command, e.getMessage(), e);
                }
            });
        } catch (SelectionProblem e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    static Palette.Choice color(ParseResult options) {
        return options.matchedOptionValue("--color", Palette.Choice.auto);
    }
}
