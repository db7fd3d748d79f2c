// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.codec.rewrite.Anonymizer;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.Spool;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.output.OutputTrouble;
import org.ckptimage.tools.present.PseudonymJson;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes an image that can be shown to others. */
final class AnonymizeCommand implements ToolCommand {
    private static final int LEAST_KEY = 16;
    private static final int MOST_KEY = 4096;
    private static final int RANDOM_KEY = 32;

    private final Session session;

    AnonymizeCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "anonymize", List.of(
                "Writes an image that can be shown to others: without names, ids and memory.",
                "",
                "Ids, programs, hosts, paths, labels and addresses get pseudonyms. Memory, registers with"
                        + " data, and what lies in pipes, sockets, terminals and messages become zero."
                        + " Tasks, objects and sizes stay; so do the ids 0, 65534 and 0xffffffff, "
                        + "usual directories, pids,"
                        + " times, memory addresses and the release of the kernel.",
                "", "EXAMPLES",
                "  ckpt-image anonymize web.ckpt public.ckpt",
                "  ckpt-image anonymize --key k --map back.json web.ckpt public.ckpt",
                "  ckpt-image anonymize web.ckpt - | zstd > public.ckpt.zst", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true)
                .paramLabel("IN").type(String.class)
                .description("An image, plain or compressed (gz, xz, zst, lz4); - is standard input.")
                .build());
        spec.addPositional(PositionalParamSpec.builder().index("1").arity("1").required(true)
                .paramLabel("OUT").type(String.class)
                .description("Where the result goes, which is not compressed; - is standard output.")
                .build());
        spec.addOption(OptionSpec.builder("--map").paramLabel("FILE").type(String.class)
                .description("Write what stands for what, as JSON. Whoever has it can translate back.")
                .build());
        spec.addOption(OptionSpec.builder("--key").paramLabel("FILE").type(String.class)
                .description("Take pseudonyms from this key, so that images fit together: a file of "
                        + LEAST_KEY + " to " + MOST_KEY + " bytes, to be kept secret. Default: random.")
                .build());
        spec.addOption(Options.flag("--force", "Replace files that exist."));
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.without(ExitStatus.NO);
        statuses.put("0", "written, also an image of a failed checkpoint");
        statuses.put("3", "the image has errors; nothing was written");
        Options.ending(spec, statuses, "", "SEE ALSO", "  ckpt-image validate");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        OutputTarget image = target(options.matchedPositionalValue(1, ""), Content.BINARY, options);
        Optional<OutputTarget> map = Optional.<String>ofNullable(options.matchedOptionValue("--map", null))
                .map(name -> target(name, Content.TEXT, options));
        checkTargets(image, map, options);
        Pseudonyms pseudonyms = map.isPresent() ? Pseudonyms.remembering(key(options))
                : Pseudonyms.of(key(options));
        String name = options.matchedPositionalValue(0, "");
        FindingTally tally = new FindingTally(Refusal.MOST_FINDINGS);
        Anonymizer anonymizer = new Anonymizer(session.settings(), tally, pseudonyms);
        try (Spool spool = inputs(options).spool(name)) {
            image.write(out -> {
                anonymizer.rewrite(spool, out);
                if (map.isPresent()) {
                    map.get().write(table -> write(pseudonyms, table));
                }
            });
            return ExitStatus.DONE;
        } catch (ImageException e) {
            return new Refusal(session.terminal(), Options.color(options)).tell(name, e, tally);
        } catch (OutputTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new InputTrouble(name, e);
        }
    }

    private OutputTarget target(String name, Content content, ParseResult options) {
        return new OutputTarget(name, session.terminal(), content,
                options.hasMatchedOption("--force") ? Existing.REPLACED : Existing.REFUSED);
    }

    private Inputs inputs(ParseResult options) {
        return new Inputs(session.stdin(), session.terminal(), options.hasMatchedOption("--no-progress")
                ? Inputs.Progress.HIDDEN : Inputs.Progress.SHOWN);
    }

    /** Outputs must not undo each other, nor the key; and the table must not go where the image came from. */
    private void checkTargets(OutputTarget image, Optional<OutputTarget> map, ParseResult options)
            throws OutputTrouble {
        Optional<OutputTarget> key = Optional.<String>ofNullable(options.matchedOptionValue("--key", null))
                .map(name -> target(name, Content.BINARY, options));
        boolean clash = map.isPresent() && image.isSameAs(map.get())
                || key.isPresent() && (image.isSameAs(key.get())
                || map.isPresent() && map.get().isSameAs(key.get()));
        if (clash) {
            throw new ParameterException(options.commandSpec().commandLine(),
                    "OUT, --map and --key are different files");
        }
        String in = options.matchedPositionalValue(0, "");
        boolean replaced = map.isPresent() && new File(in).isFile()
                && map.get().isSameAs(target(in, Content.BINARY, options));
        if (replaced) {
            throw new ParameterException(options.commandSpec().commandLine(),
                    "IN and --map are different files");
        }
        image.check();
        if (map.isPresent()) {
            map.get().check();
        }
    }

    private byte[] key(ParseResult options) throws IOException {
        String name = options.matchedOptionValue("--key", null);
        if (name == null) {
            byte[] key = new byte[RANDOM_KEY];
            new SecureRandom().nextBytes(key);
            return key;
        }
        byte[] key;
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            key = in.readNBytes(MOST_KEY + 1);
        } catch (IOException e) {
            throw new InputTrouble(name, e);
        }
        if (key.length < LEAST_KEY || key.length > MOST_KEY) {
            throw new ParameterException(options.commandSpec().commandLine(),
                    "a key has " + LEAST_KEY + " to " + MOST_KEY + " bytes: " + name);
        }
        return key;
    }

    private static void write(Pseudonyms pseudonyms, OutputStream out) throws IOException {
        PseudonymJson.write(pseudonyms, new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}
