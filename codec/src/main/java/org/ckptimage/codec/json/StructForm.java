// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * The fixed part of one struct, field by field. Members of nested structs stand in an object of their own; of
 * the members of a union the first one stands for all.
 */
final class StructForm {
    /** The field of OBJREF that people read as a name. */
    static final String OBJTYPE = "objtype";

    private final StructLayout layout;
    private final ByteOrderView order;
    private final Forms forms;
    private final List<FieldLayout> fields;
    private final Gaps gaps;

    /**
     * @param from offset of the first byte that is not a record header
     */
    StructForm(StructLayout layout, int from, ByteOrderView order, Forms forms) {
        this.layout = layout;
        this.order = order;
        this.forms = forms;
        this.fields = shown(layout, from);
        this.gaps = Gaps.of(layout, from);
    }

    /** The fields that a document shows, in order of offset. */
    static List<FieldLayout> shown(StructLayout layout, int from) {
        List<FieldLayout> shown = new ArrayList<>();
        int end = from;
        for (FieldLayout field : layout.fields()) {
            boolean covered = field.offset() < end;
            if (!covered && !field.isPadding() && field.count() > 0) {
                shown.add(field);
                end = field.end();
            }
        }
        return List.copyOf(shown);
    }

    StructLayout layout() {
        return layout;
    }

    Gaps gaps() {
        return gaps;
    }

    /** Writes the fields into the object that is open. */
    void write(JsonGenerator json, byte[] bytes, int base) throws IOException {
        String[] open = new String[0];
        for (FieldLayout field : fields) {
            String[] path = field.name().split("\\.");
            open = move(json, open, path);
            json.writeFieldName(layout.name().equals("ckpt_hdr_netdev") && field.name().equals(Keys.TYPE)
                    ? Keys.NETDEV_TYPE : path[path.length - 1]);
            value(json, field, bytes, base);
        }
        move(json, open, new String[] {""});
    }

    /** Closes and opens objects from one place among nested structs to another. */
    private static String[] move(JsonGenerator json, String[] open, String[] path) throws IOException {
        int same = 0;
        while (same < open.length && same < path.length - 1 && open[same].equals(path[same])) {
            same++;
        }
        for (int i = open.length; i > same; i--) {
            json.writeEndObject();
        }
        for (int i = same; i < path.length - 1; i++) {
            json.writeObjectFieldStart(path[i]);
        }
        return Arrays.copyOf(path, path.length - 1);
    }

    private void value(JsonGenerator json, FieldLayout field, byte[] bytes, int base) throws IOException {
        int at = base + field.offset();
        if (field.size() == 1 && field.count() > 1) {
            ByteText.write(json, field, bytes, at);
        } else if (field.kind() == FieldLayout.Kind.BYTES) {
            forms.element(field).array(json, bytes, at, field.count());
        } else if (field.count() == 1) {
            number(json, field, bytes, at);
        } else {
            json.writeStartArray();
            for (int i = 0; i < field.count(); i++) {
                number(json, field, bytes, at + i * field.size());
            }
            json.writeEndArray();
        }
    }

    private void number(JsonGenerator json, FieldLayout field, byte[] bytes, int at) throws IOException {
        long value = FieldBytes.number(FieldBytes.order(order, field), field, bytes, at);
        Optional<ObjType> type = field.name().equals(OBJTYPE) ? ObjType.of(version(), (int) value)
                : Optional.empty();
        if (type.isPresent()) {
            json.writeString(type.get().name());
        } else {
            Numbers.write(json, field, value);
        }
    }

    private FormatVersion version() {
        return forms.format().version();
    }

    /**
     * Sets the fields that a document gives; the others stay as they are.
     *
     * @param prefix dotted name of the nested struct that {@code given} belongs to, with its dot, or nothing
     */
    void read(Given given, String prefix, byte[] out, int base) throws IOException {
        for (Map.Entry<String, Node> entry : given.fields().entrySet()) {
            String name = prefix + name(prefix, entry.getKey());
            Node node = entry.getValue();
            if (layout.has(name) && layout.field(name).count() > 0) {
                value(given, layout.field(name), node, out, base);
            } else if (isNested(name + ".")) {
                read(given.nested(given.object(node, name)), name + ".", out, base);
            } else {
                throw given.wrong(node, name, layout.name() + " has no such field in this version");
            }
        }
    }

    private String name(String prefix, String key) {
        return prefix.isEmpty() && key.equals(Keys.NETDEV_TYPE) ? Keys.TYPE : key;
    }

    private boolean isNested(String prefix) {
        return layout.fields().stream().anyMatch(f -> f.name().startsWith(prefix));
    }

    private void value(Given given, FieldLayout field, Node node, byte[] out, int base) throws IOException {
        int at = base + field.offset();
        if (field.size() == 1 && field.count() > 1) {
            ByteText.read(given, field, node, out, at);
        } else if (field.count() == 1 && field.kind() != FieldLayout.Kind.BYTES) {
            number(given, field, node, out, at);
        } else {
            List<Node> items = given.items(node, field.name(), field.count());
            for (int i = 0; i < items.size(); i++) {
                element(given, field, items.get(i), out, at + i * field.size());
            }
        }
    }

    private void element(Given given, FieldLayout field, Node node, byte[] out, int at) throws IOException {
        if (field.kind() == FieldLayout.Kind.BYTES) {
            forms.element(field).read(given, node, out, at);
        } else {
            number(given, field, node, out, at);
        }
    }

    private void number(Given given, FieldLayout field, Node node, byte[] out, int at) throws IOException {
        Optional<ObjType> type = field.name().equals(OBJTYPE) ? objtype(node) : Optional.empty();
        long value = type.isPresent() ? type.get().code(version()) : given.number(node, field);
        FieldBytes.number(FieldBytes.order(order, field), field, value, out, at);
    }

    /** An object type by its name. */
    private Optional<ObjType> objtype(Node node) {
        return Arrays.stream(ObjType.values())
                .filter(t -> t.in(version()) && t.name().equals(node.kind())).findFirst();
    }
}
