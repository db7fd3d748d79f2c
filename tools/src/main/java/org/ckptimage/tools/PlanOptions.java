// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ckptimage.restart.host.HostPlanner;
import org.ckptimage.restart.host.HostPlanner.Machines;
import org.ckptimage.restart.host.HostReader;
import org.ckptimage.restart.plan.PlanCheck;
import org.ckptimage.restart.planner.RestartOptions;
import org.ckptimage.restart.planner.RestartOptions.Caps;
import org.ckptimage.restart.planner.RestartOptions.Ipc;
import org.ckptimage.restart.planner.RestartOptions.Pids;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap.Kind;
import org.ckptimage.tools.host.HostProfileReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that decide how an image is planned, to restart it or to judge whether that would work. */
final class PlanOptions {
    private static final long MOST_BASE = 0xffff_fffeL;

    private PlanOptions() {}

    /** Words of {@code --pids}. */
    enum PidsChoice { keep, any }

    /** Words of {@code --caps}. */
    enum CapsChoice { exact, narrow }

    /** Words of {@code --files}. */
    enum FilesChoice { none, own, all }

    static void add(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--pids").paramLabel("WHICH").type(PidsChoice.class)
                .description("${COMPLETION-CANDIDATES}: keep the pids of the image, which must be free."
                        + " Default: any.").build());
        spec.addOption(OptionSpec.builder("--userns-map").paramLabel("MAP").type(String.class)
                .description("How ids of user namespaces are mapped: used (those in the image, each as"
                        + " itself), identity (all), captured (as in the image, else used), base:N (65536"
                        + " each from N). Default: captured.").build());
        spec.addOption(OptionSpec.builder("--caps").paramLabel("WHICH").type(CapsChoice.class)
                .description("${COMPLETION-CANDIDATES}: leave out what the caller lacks, with a warning."
                        + " Default: exact; of the bounding set it is always left out.").build());
        spec.addOption(Options.flag("--any-arch", "Take an image of another architecture too: tasks and creds"
                + " are the same on all."));
        objectOptions(spec);
    }

    private static void objectOptions(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--files").paramLabel("WHICH").type(FilesChoice.class)
                .description("${COMPLETION-CANDIDATES}: who opens the files that tasks held open. none: they"
                        + " are left out. own: whoever holds one, with the cred of the image. all: the"
                        + " caller, for an image that you trust. Default: own.").build());
        spec.addOption(OptionSpec.builder("--ipc").paramLabel("WHICH").type(String.class)
                .description("new or none: leave SysV IPC objects out, which takes no CAP_SYS_ADMIN."
                        + " Default: new.").build());
    }

    static RestartOptions of(ParseResult options) {
        boolean keep = options.matchedOptionValue("--pids", PidsChoice.any) == PidsChoice.keep;
        boolean narrow = options.matchedOptionValue("--caps", CapsChoice.exact) == CapsChoice.narrow;
        return new RestartOptions(keep ? Pids.KEEP : Pids.ANY, map(options),
                narrow ? Caps.NARROW : Caps.EXACT, PlanCheck.USUAL_TASKS, files(options), ipc(options));
    }

    private static RestartOptions.Files files(ParseResult options) {
        return switch (options.matchedOptionValue("--files", FilesChoice.own)) {
            case none -> RestartOptions.Files.NONE;
            case own -> RestartOptions.Files.OWN;
            case all -> RestartOptions.Files.ALL;
        };
    }

    /** One of the words is no name that Java allows for a constant. */
    private static Ipc ipc(ParseResult options) {
        return switch (options.matchedOptionValue("--ipc", "new")) {
            case "new" -> Ipc.NEW;
            case "none" -> Ipc.NONE;
            default -> throw new ParameterException(options.commandSpec().commandLine(),
                    "--ipc is new or none");
        };
    }

    /** Plans for this machine and the caller of this program. */
    static HostPlanner here(ParseResult options) throws IOException {
        HostReader reader = HostReader.standard();
        return new HostPlanner(reader.read(), of(options), machines(options), reader.taken());
    }

    /** Plans for the machine and the caller of a profile; which pids are taken there nobody knows. */
    static HostPlanner elsewhere(String profile, ParseResult options) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(profile))) {
            return new HostPlanner(HostProfileReader.read(in), of(options), machines(options), pid -> false);
        } catch (IOException e) {
            throw new InputTrouble(profile, e);
        }
    }

    private static Machines machines(ParseResult options) {
        return options.hasMatchedOption("--any-arch") ? Machines.ANY : Machines.SAME;
    }

    private static UsernsMap map(ParseResult options) {
        String word = options.matchedOptionValue("--userns-map", "captured");
        if (word.matches("base:[0-9]{1,10}")) {
            long base = Long.parseLong(word.substring("base:".length()));
            if (base <= MOST_BASE) {
                return new UsernsMap(Kind.BASE, base);
            }
        }
        return switch (word) {
            case "used" -> new UsernsMap(Kind.USED, 0);
            case "identity" -> new UsernsMap(Kind.IDENTITY, 0);
            case "captured" -> new UsernsMap(Kind.CAPTURED, 0);
            default -> throw new ParameterException(options.commandSpec().commandLine(),
                    "--userns-map is used, identity, captured or base:N");
        };
    }
}
