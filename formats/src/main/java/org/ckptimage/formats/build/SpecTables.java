// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.layout.FieldLayout;

/** The offset tables of SPEC.md, which stand between two marker lines. */
final class SpecTables {
    static final String BEGIN = "<!-- layouts:begin -->";
    static final String END = "<!-- layouts:end -->";

    private static final String INTRODUCTION = """

            These tables are compiled from the specs in `formats/src/main/ksy`; do not edit them by hand.
            Offsets and sizes are in bytes and count from the start of the struct. Integers are unsigned
            unless the size says otherwise. Bytes that no field covers are padding. `n` stands for an array
            whose length only the record tells; it is not part of the size of the struct. Members of a union
            have the same offset. A range that begins before v18-2009-10 is, for the older layouts, an
            assumption unless the text says more.
            """;

    private SpecTables() {}

    /** {@code document} with its tables replaced by those of {@code ranges}. */
    static String replaceIn(String document, List<LayoutRange> ranges) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document lacks the lines " + BEGIN + " and " + END);
        }
        return document.substring(0, begin) + BEGIN + "\n" + render(ranges) + document.substring(end);
    }

    private static String render(List<LayoutRange> ranges) {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        String struct = "";
        for (LayoutRange range : ranges) {
            if (!range.struct().equals(struct)) {
                struct = range.struct();
                text.append("\n### ").append(struct).append('\n');
            }
            heading(text, range);
            text.append("\n| Offset | Size | Field | Meaning |\n|---|---|---|---|\n");
            range.layout().rows().forEach(row -> row(text, row));
        }
        return text.append('\n').toString();
    }

    private static void heading(StringBuilder text, LayoutRange range) {
        text.append("\n**").append(range.since().label());
        if (range.since() != range.until()) {
            text.append(" .. ").append(range.until().label());
        }
        text.append("**");
        if (!range.everywhere()) {
            text.append(" on ").append(range.abis().stream().map(Abi::kernelName)
                    .collect(Collectors.joining(", ")));
        }
        text.append(": ").append(range.layout().size()).append(" bytes. ")
                .append(escape(range.type().doc().orElse(""))).append('\n');
    }

    private static void row(StringBuilder text, Layout.Row row) {
        FieldLayout field = row.field();
        // The header is the same everywhere; its two fields are shown where it has a table of its own.
        if (field.name().matches("(.*\\.)?h\\.len")) {
            return;
        }
        boolean header = field.name().matches("(.*\\.)?h\\.type");
        text.append("| ").append(field.offset()).append(" | ").append(header ? "8" : size(field))
                .append(" | `").append(header ? field.name().replace(".type", "") : field.name())
                .append("` | ").append(header ? "Record header." : escape(row.doc())).append(" |\n");
    }

    private static String size(FieldLayout field) {
        String element = field.size() + (field.kind() == FieldLayout.Kind.SIGNED ? " signed" : "");
        return switch (field.count()) {
            case 0 -> element + " × n";
            case 1 -> element;
            default -> element + " × " + field.count();
        };
    }

    private static String escape(String doc) {
        return doc.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_");
    }
}
