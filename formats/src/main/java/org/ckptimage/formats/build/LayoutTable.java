// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.layout.FieldLayout;

/** The text of layouts.tsv; its format is described at {@link org.ckptimage.formats.layout.Layouts}. */
final class LayoutTable {
    private LayoutTable() {}

    static String of(List<LayoutRange> ranges) {
        StringBuilder table = new StringBuilder();
        for (LayoutRange range : ranges) {
            line(table, "S", range.struct(), range.since().stamp(), range.until().stamp(), abis(range),
                    range.layout().size());
            for (FieldLayout field : range.layout().fields()) {
                line(table, "F", field.name(), field.offset(), field.size(), field.kind(), field.count(),
                        field.display());
            }
        }
        return table.toString();
    }

    private static String abis(LayoutRange range) {
        return range.everywhere()
                ? "*" : range.abis().stream().map(Abi::kernelName).collect(Collectors.joining(","));
    }

    private static void line(StringBuilder table, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            table.append(i == 0 ? "" : "\t").append(cells[i]);
        }
        table.append('\n');
    }
}
