// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ckptimage.tools.present.ExplainText;
import org.ckptimage.tools.rules.RuleBook;
import org.ckptimage.tools.rules.RuleEntry;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Explains rules. */
final class ExplainCommand implements ToolCommand {
    private final Session session;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(this, "explain", List.of(
                "Explains rules by their code; without one it lists them all.", "", "EXAMPLES",
                "  ckpt-image explain CKR002", "  ckpt-image explain --json CKS001 CKS002", ""));
        spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").paramLabel("CODE")
                .type(List.class).auxiliaryTypes(String.class).description("Codes such as CKR002.").build());
        spec.addOption(Options.json());
        spec.addOption(Options.format());
        Options.ending(spec,
                ExitStatus.without(ExitStatus.NO, ExitStatus.UNREADABLE_IMAGE, ExitStatus.UNSUPPORTED),
                "", "SEE ALSO", "  ckpt-image validate");
        return spec;
    }

    @Override
    public int run(ParseResult options) throws IOException {
        RuleBook book = RuleBook.shipped();
        List<String> codes = options.matchedPositionalValue(0, List.of());
        List<RuleEntry> entries = codes.isEmpty() ? book.all() : find(book, codes, options);
        ExplainText output = new ExplainText(session.terminal().out());
        switch (Options.format(options)) {
            case json -> output.json(entries);
            case text -> {
                if (codes.isEmpty()) {
                    output.list(entries);
                } else {
                    output.text(entries, session.terminal().palette(Options.color(options)));
                }
            }
        }
        return ExitStatus.DONE;
    }

    private static List<RuleEntry> find(RuleBook book, List<String> codes, ParseResult options) {
        List<RuleEntry> entries = new ArrayList<>();
        for (String code : codes) {
            RuleEntry entry = book.find(code.toUpperCase(Locale.ROOT)).orElse(null);
            if (entry == null) {
                throw unknown(code, book, options.commandSpec());
            }
            entries.add(entry);
        }
        return entries;
    }

    private static ParameterException unknown(String code, RuleBook book, CommandSpec spec) {
        List<String> known = book.all().stream().map(RuleEntry::code).toList();
        String hint = NearMiss.of(code.toUpperCase(Locale.ROOT), known)
                .map(near -> ", did you mean '" + near + "'?").orElse("");
        return new ParameterException(spec.commandLine(), "unknown rule '" + Visible.of(code) + "'" + hint);
    }
}
