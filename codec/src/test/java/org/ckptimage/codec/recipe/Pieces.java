// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** An image cut into its records, to be edited. */
final class Pieces {
    private static final Pattern SELECTOR = Pattern.compile(
            "([A-Z_0-9]+)(?:\\[(\\d+)])?(?:\\.([a-z_0-9.]+)(?:\\[(\\d+)])?)?");
    private static final List<String> KINDS_OF_FILE = List.of("pipe", "socket", "tty", "eventfd");

    final FormatVersion version;
    final ByteOrderView order;
    final List<byte[]> records = new ArrayList<>();
    private final Layouts layouts;

    Pieces(byte[] image, FormatVersion version, Abi abi, ByteOrderView order) {
        this.version = version;
        this.order = order;
        this.layouts = Layouts.of(version, abi);
        int at = 0;
        while (at < image.length) {
            int end = at + order.i32(image, at + 4);
            if (order.i32(image, at) == RecordType.SOCKET_FRAG.code(version)) {
                end += FrameReader.RAW_PAGE;
            }
            records.add(Arrays.copyOfRange(image, at, end));
            at = end;
        }
    }

    /** All records in a row. */
    byte[] join() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Position of the record that a selector such as {@code CRED[1]} names. */
    int find(RecipeLine line, String selector) {
        Matcher parts = parse(line, selector);
        int code = RecordType.valueOf(parts.group(1)).code(version);
        int skip = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        for (int i = 0; i < records.size(); i++) {
            if (order.i32(records.get(i), 0) == code && skip-- == 0) {
                return i;
            }
        }
        throw line.error("no record " + selector);
    }

    /** Stores a number in a field such as {@code CRED[1].uid} or {@code GROUPINFO[0].groups[3]}. */
    void set(RecipeLine line, String selector, long value) {
        Matcher parts = parse(line, selector);
        byte[] record = records.get(find(line, selector));
        FieldLayout field = field(line, RecordType.valueOf(parts.group(1)), parts.group(3));
        int index = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        order.put(record, field.offset() + index * field.size(), field.size(), value);
    }

    /** Stores a number in an entry of the process tree. */
    void setEntry(RecipeLine line, int index, String name, long value) {
        boolean tagged = RecordType.PIDS.in(version);
        StructLayout entry = layouts.find(tagged ? "ckpt_task_pids" : "ckpt_pids").orElseThrow();
        byte[] record = records.get(find(line, "TREE") + 1);
        FieldLayout field = entry.field(name);
        order.put(record, 8 + index * entry.size() + field.offset(), field.size(), value);
    }

    private FieldLayout field(RecipeLine line, RecordType type, String name) {
        if (name.equals("h.type") || name.equals("h.len")) {
            return new FieldLayout(name, name.equals("h.type") ? 0 : 4, 4, FieldLayout.Kind.UNSIGNED, 1);
        }
        List<String> structs = new ArrayList<>(List.of(type.struct()));
        KINDS_OF_FILE.forEach(kind -> structs.add("ckpt_hdr_file_" + kind));
        for (String struct : structs) {
            StructLayout layout = layouts.find(struct).orElse(null);
            if (layout != null && layout.has(name)) {
                return layout.field(name);
            }
        }
        throw line.error("no field " + name);
    }

    private static Matcher parse(RecipeLine line, String selector) {
        Matcher parts = SELECTOR.matcher(selector);
        if (!parts.matches()) {
            throw line.error("not a record or field: " + selector);
        }
        return parts;
    }
}
