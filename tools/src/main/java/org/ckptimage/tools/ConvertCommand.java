// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.json.DocumentSchema;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.tools.convert.ConvertPlan;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.output.OutputTarget.Existing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Writes an image in another form, version or byte order. */
final class ConvertCommand implements ToolCommand {
    private final Session session;

    /** Words of {@code --to}. */
    enum Form { ckpt, json, jsonl, yaml }

    /** Words of {@code --arch-order}. */
    enum Order { le, be }

    /** Words of {@code --compress}. */
    enum Packed { gz, zst, xz, lz4, none }

    /** Words of {@code --pages}. */
    enum PageForm { base64, ref }

    ConvertCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "convert", List.of(
                "Writes an image as text, or text as an image; in another version or byte order; compressed.",
                "Text and image hold the same: converting back gives the same bytes.", "", "EXAMPLES",
                "  ckpt-image convert web.ckpt web.json", "  ckpt-image convert web.json web-edited.ckpt",
                "  ckpt-image convert --version=v18-2009-10 web.ckpt old.ckpt.zst",
                "  ckpt-image convert --to=jsonl web.ckpt - | grep '\"type\":\"CRED\"'", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").paramLabel("IN")
                .type(String.class).description("An image, plain or compressed, its text form, a CRIU image "
                        + "directory or an archive with one; its contents tell. - is standard input.")
                .build());
        spec.addPositional(PositionalParamSpec.builder().index("1").arity("0..1").paramLabel("OUT")
                .type(String.class).description("Where to write; - is standard output.").build());
        spec.addOption(option("--to", "FORM", Form.class, "${COMPLETION-CANDIDATES}. Default: what the name "
                + "of OUT ends with, else ckpt; for standard output json, or ckpt if IN is text."));
        spec.addOption(OptionSpec.builder("--version").paramLabel("LABEL").type(String.class)
                .description("Write the image in this version; ckpt-image --version lists them.").build());
        spec.addOption(option("--arch-order", "ORDER", Order.class,
                "Write the image in this byte order: ${COMPLETION-CANDIDATES}."));
        spec.addOption(option("--compress", "KIND", Packed.class,
                "${COMPLETION-CANDIDATES}. Default: what the "
                + "name of OUT ends with, else none."));
        spec.addOption(Options.flag("--dedup", "Write equal creds, groupinfos and users once."));
        spec.addOption(option("--pages", "HOW", PageForm.class, "Page contents in text: "
                + "${COMPLETION-CANDIDATES}. ref names the file IN, offset and length instead, and lets text "
                + "that is read name files. Default: base64."));
        spec.addOption(Options.flag("--strict",
                "Refuse what would lose or invent something, and text that makes an invalid image."));
        spec.addOption(Options.flag("--force", "Replace OUT if it is there."));
        spec.addOption(Options.flag("--schema",
                "Print the JSON Schema of the text form, and do nothing else."));
        spec.addOption(Options.noProgress());
        Map<String, String> statuses = ExitStatus.all();
        statuses.put("1", "refused by --strict");
        statuses.put("3", "IN is neither an image nor its text form, or is cut or corrupt");
        Options.ending(spec, statuses, "What is lost or invented is told on standard error, a line each.", "",
                "SEE ALSO", "  ckpt-image diff, ckpt-image anonymize");
        return spec;
    }

    private static OptionSpec option(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(type).description(description).build();
    }

    @Override
    public int run(ParseResult options) throws IOException {
        if (options.hasMatchedOption("--schema")) {
            return schema();
        }
        String in = options.matchedPositionalValue(0, null);
        String out = options.matchedPositionalValue(1, null);
        if (in == null || out == null) {
            throw wrong(options, in == null ? "IN and OUT are missing" : "OUT is missing");
        }
        Inputs.Progress progress = options.hasMatchedOption("--no-progress") ? Inputs.Progress.HIDDEN
                : Inputs.Progress.SHOWN;
        return new ConvertRun(session, Options.color(options), plan(options, out)).run(in, out,
                options.hasMatchedOption("--force") ? Existing.REPLACED : Existing.REFUSED, progress);
    }

    private static ConvertPlan plan(ParseResult options, String out) {
        boolean references = options.matchedOptionValue("--pages", PageForm.base64) == PageForm.ref;
        return new ConvertPlan(target(options), version(options), order(options), compression(options, out),
                references ? Pages.REFERENCE : Pages.INLINE,
                options.hasMatchedOption("--dedup") ? ConvertPlan.Sharing.MERGE_EQUAL
                        : ConvertPlan.Sharing.AS_IS,
                options.hasMatchedOption("--strict") ? ConvertPlan.Carefulness.REFUSES_LOSSES
                        : ConvertPlan.Carefulness.LISTS_LOSSES);
    }

    private int schema() throws IOException {
        try (InputStream in = DocumentSchema.open()) {
            session.terminal().out().write(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitStatus.DONE;
    }

    private static ParameterException wrong(ParseResult options, String message) {
        return new ParameterException(options.commandSpec().commandLine(), message);
    }

    private static Optional<ConvertPlan.Target> target(ParseResult options) {
        Form form = options.matchedOptionValue("--to", null);
        return Optional.ofNullable(form)
                .map(f -> ConvertPlan.Target.valueOf(f.name().toUpperCase(Locale.ROOT)));
    }

    private static Optional<FormatVersion> version(ParseResult options) {
        String label = options.matchedOptionValue("--version", null);
        if (label == null) {
            return Optional.empty();
        }
        List<String> known = Arrays.stream(FormatVersion.values()).map(FormatVersion::label).toList();
        return Optional.of(FormatVersion.ofLabel(label)
                .orElseThrow(() -> wrong(options, "no version '" + label
                + "'" + NearMiss.of(label, known).map(hit -> ", did you mean '" + hit + "'?")
                        .orElse("; known are " + String.join(", ", known)))));
    }

    private static Optional<ByteOrderView> order(ParseResult options) {
        Order order = options.matchedOptionValue("--arch-order", null);
        return Optional.ofNullable(order).map(o -> o == Order.be ? ByteOrderView.BIG : ByteOrderView.LITTLE);
    }

    private static Optional<Compression> compression(ParseResult options, String out) {
        Packed packed = options.matchedOptionValue("--compress", null);
        return packed == null ? ConvertPlan.compression(out) : Compression.ofLabel(packed.name());
    }
}
