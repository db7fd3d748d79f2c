// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.List;
import java.util.Optional;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A usage error is one line that says what is wrong, and one that says where to read more. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        terminal.say("ckpt-image: " + message(e, command));
        terminal.say("Try " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static String message(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        return Visible.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("usage error"));
    }

    private static String unmatched(String argument, CommandLine command) {
        boolean option = argument.startsWith("-");
        boolean root = !option && command.getParent() == null;
        List<String> known = option
                ? command.getCommandSpec().options().stream()
                        .flatMap(o -> List.of(o.names()).stream()).toList()
                : List.copyOf(command.getSubcommands().keySet());
        Optional<String> near = NearMiss.of(argument, known);
        String kind = option ? "unknown option" : root ? "unknown command" : "unexpected argument";
        return kind + " '" + Visible.of(argument) + "'"
                + near.map(hit -> ", did you mean '" + hit + "'?").orElse("");
    }
}
