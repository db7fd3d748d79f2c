// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ckptimage.restart.host.HostProfile;
import org.ckptimage.restart.host.HostReader;
import org.ckptimage.tools.host.HostProfileJson;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Writes the profile of this machine. */
final class ProfileCommand implements ToolCommand {
    private final Session session;

    ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "profile", List.of(
                "Writes what decides whether an image can be restarted here: the caller's creds, its user"
                        + " namespace, the kernel. validate --target and restart --as read it elsewhere.",
                "", "EXAMPLES",
                "  ckpt-image profile -o host.json",
                "  ssh host ckpt-image profile > host.json; ckpt-image validate --target host.json web.ckpt",
                ""));
        spec.addOption(OptionSpec.builder("-o", "--output").paramLabel("OUT").type(String.class)
                .description("Where to write; - is standard output. Default: -.").build());
        spec.addOption(Options.flag("--force", "Replace OUT if it is there."));
        Map<String, String> statuses = ExitStatus.without(ExitStatus.NO, ExitStatus.UNREADABLE_IMAGE,
                ExitStatus.UNSUPPORTED);
        Options.ending(spec, statuses, "What cannot be read is null. The keys of the document stay.", "",
                "SEE ALSO", "  ckpt-image validate, ckpt-image restart");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        OutputTarget target = new OutputTarget(options.matchedOptionValue("-o", OutputTarget.STANDARD),
                session.terminal(), Content.TEXT,
                options.hasMatchedOption("--force") ? Existing.REPLACED : Existing.REFUSED);
        target.check();
        HostProfile profile = HostReader.standard().read();
        target.write(out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            HostProfileJson.write(profile, writer);
        });
        return ExitStatus.DONE;
    }
}
