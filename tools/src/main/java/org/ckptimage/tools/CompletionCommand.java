// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Prints a script that completes command lines. */
final class CompletionCommand implements ToolCommand {
    private final Session session;

    /** Shells that can be served. */
    enum Shell { bash, zsh }

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "completion", List.of(
                "Prints a script that lets a shell complete ckpt-image command lines.", "", "EXAMPLES",
                "  source <(ckpt-image completion bash)", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("SHELL").type(Shell.class)
                .description("${COMPLETION-CANDIDATES}.").build());
        Options.ending(spec,
                ExitStatus.without(ExitStatus.NO, ExitStatus.UNREADABLE_IMAGE, ExitStatus.UNSUPPORTED));
        return spec;
    }

    @Override
    public int run(ParseResult options) {
        Shell shell = options.matchedPositionalValue(0, Shell.bash);
        String script = AutoComplete.bash("ckpt-image", options.commandSpec().root().commandLine());
        // zsh runs it with its emulation of bash completion, which the script turns on itself
        session.terminal().out().print(shell == Shell.zsh ? "#compdef ckpt-image\n" + script : script);
        return ExitStatus.DONE;
    }
}
