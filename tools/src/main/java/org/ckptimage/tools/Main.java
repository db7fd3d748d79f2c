// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Entry point: runs a command and turns whatever happens into an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Session.standard(), args));
    }

    /** Runs one command line; never throws. */
    static int run(Session session, String... args) {
        Terminal terminal = session.terminal();
        int status;
        try {
            boolean debug = Arrays.asList(args).contains("--debug");
            status = execute(debug ? session.tracing() : session, args);
        } catch (OutOfMemoryError e) {
            terminal.say("ckpt-image: the image needs more than the heap of this run; raise CKPT_IMAGE_HEAP");
            // validate says 1 of a corrupt image and never 3
            status = Arrays.asList(args).contains("validate") ? ExitStatus.INTERNAL
                    : ExitStatus.UNREADABLE_IMAGE;
        } catch (StackOverflowError | RuntimeException e) {
            status = internal(terminal, e, args);
        }
        Optional<String> trouble = terminal.finish();
        if (trouble.isPresent()) {
            terminal.say("ckpt-image: cannot write the output: " + Visible.of(trouble.get()));
            return ExitStatus.IO;
        }
        return status;
    }

    private static int execute(Session session, String... args) {
        Terminal terminal = session.terminal();
        CommandLine command = CkptImageCommand.commandLine(session, args);
        command.setOut(terminal.out());
        command.setErr(terminal.err());
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        command.setParameterExceptionHandler(new UsageErrors(terminal));
        command.setExecutionExceptionHandler((e, at, parsed) -> e instanceof IOException
                ? io(terminal, e, args) : internal(terminal, e, args));
        command.setExecutionStrategy(Main::perform);
        return command.execute(args);
    }

    private static int perform(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        CommandLine command = innermost.commandSpec().commandLine();
        try {
            return ((ToolCommand) innermost.commandSpec().userObject()).run(innermost);
        } catch (ParameterException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private static int io(Terminal terminal, Exception e, String... args) {
        terminal.say("ckpt-image: " + Visible.of(String.valueOf(e.getMessage())));
        trace(terminal, e, args);
        return ExitStatus.IO;
    }

    private static int internal(Terminal terminal, Throwable e, String... args) {
        terminal.say("ckpt-image: internal error: " + Visible.of(e.toString()) + " (--debug shows where)");
        trace(terminal, e, args);
        return ExitStatus.INTERNAL;
    }

    private static void trace(Terminal terminal, Throwable e, String... args) {
        if (Arrays.asList(args).contains("--debug")) {
            e.printStackTrace(new PrintWriter(terminal.err()));
            terminal.err().flush();
        }
    }
}
