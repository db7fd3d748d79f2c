// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * A struct record: its fields, its trailing array if it has one, and what lies behind.
 *
 * <p>The count of a trailing array stands in a field of its own and follows the array when a document is
 * read, so that people can edit the one without the other.
 */
final class RecordForm {
    private static final int ALIGNMENT = 8;
    /** Fields that count the elements of a trailing array, by the name of the array. */
    private static final Map<String, List<String>> COUNTS = Map.of("groups", List.of("ngroups"), "extents",
            List.of("nr_uid", "nr_gid"), "siginfo", List.of("nr_pending"), "action", List.of());

    private final StructForm form;
    private final StructLayout layout;
    private final ByteOrderView order;
    private final Optional<FieldLayout> array;
    private final Optional<Element> element;

    RecordForm(StructForm form, Forms forms) {
        this.form = form;
        this.layout = form.layout();
        this.order = forms.format().order();
        this.array = layout.fields().stream().filter(f -> f.count() == 0).findFirst();
        this.element = array.map(forms::element);
    }

    /** The length of a record with {@code elements} in its trailing array; extensions alone are aligned. */
    private long length(long elements) {
        long length = layout.size() + elements * element.map(Element::size).orElse(0);
        boolean aligned = array.isPresent() && array.get().name().equals("extents");
        return aligned ? (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : length;
    }

    /** Number of elements of a record; -1 if the record is too short for what its fields say. */
    private long elements(Frame frame) {
        if (frame.length() < layout.size()) {
            return -1;
        }
        if (array.isEmpty()) {
            return 0;
        }
        List<String> counts = COUNTS.get(array.get().name());
        long count = counts.isEmpty() ? (frame.length() - layout.size()) / element.orElseThrow().size() : 0;
        for (String field : counts) {
            count += frame.get(layout.field(field)) & 0xffff_ffffL;
        }
        return count <= frame.length() && length(count) <= frame.length() ? count : -1;
    }

    /** True if the record at hand has this form. */
    boolean fits(Frame frame) {
        return elements(frame) >= 0;
    }

    /** Writes a held record, which {@link #fits}, into the object that is open. */
    void write(JsonGenerator json, Frame frame) throws IOException {
        int count = (int) elements(frame);
        form.write(json, frame.bytes(), frame.base());
        int from = layout.size();
        if (array.isPresent()) {
            FieldLayout field = array.get();
            json.writeFieldName(field.name());
            element.orElseThrow().array(json, frame.bytes(), frame.base() + field.offset(), count);
            from = field.offset() + count * field.size();
        }
        int end = (int) length(count);
        form.gaps().write(json, frame.bytes(), frame.base(), from, end);
        if (frame.length() > end) {
            json.writeFieldName(Keys.TRAILING);
            // not writeBinary, which breaks lines in YAML
            Payload.base64(json, frame.bytes(), frame.base() + end, (int) frame.length() - end);
        }
    }

    /** The record that a document describes; {@code fields} are all of its keys but type and len. */
    byte[] read(Given given) throws IOException {
        Map<String, Node> fields = given.fields();
        Node slack = fields.remove(Keys.SLACK);
        Node trailing = fields.remove(Keys.TRAILING);
        Node items = array.map(f -> fields.remove(f.name())).orElse(null);
        List<Node> elements = items == null ? List.of() : given.items(items, array.get().name());
        byte[] behind = trailing == null ? new byte[0] : base64(given, trailing, Keys.TRAILING);
        int end = Math.toIntExact(length(elements.size()));
        byte[] out = new byte[end + behind.length];
        form.read(given, "", out, 0);
        int from = layout.size();
        if (array.isPresent()) {
            from = array(given, elements, out);
        }
        if (slack != null) {
            form.gaps().read(given, slack, out, 0, from, end);
        }
        System.arraycopy(behind, 0, out, end, behind.length);
        return out;
    }

    private int array(Given given, List<Node> elements, byte[] out) throws IOException {
        FieldLayout field = array.orElseThrow();
        int at = field.offset();
        for (Node node : elements) {
            element.orElseThrow().read(given, node, out, at);
            at += field.size();
        }
        count(given, elements, out);
        return at;
    }

    /** One count follows the array; two have to add up to it. */
    private void count(Given given, List<Node> elements, byte[] out) throws IOException {
        int count = elements.size();
        List<String> counts = COUNTS.get(array.orElseThrow().name());
        if (counts.size() == 1) {
            FieldLayout field = layout.field(counts.get(0));
            FieldBytes.number(order, field, count, out, field.offset());
            return;
        }
        long sum = 0;
        for (String name : counts) {
            FieldLayout field = layout.field(name);
            sum += FieldBytes.number(order, field, out, field.offset());
        }
        if (!counts.isEmpty() && sum != count) {
            Node node = counts.stream().map(given.fields()::get).filter(Objects::nonNull).findFirst()
                    .orElseGet(() -> elements.get(0));
            throw given.wrong(node, counts.get(0),
                    String.join(" and ", counts) + " do not add up to " + count + " " + array.get().name());
        }
    }

    /** Bytes that a text in base64, or an array of such texts, stands for; line ends in it mean nothing. */
    static byte[] base64(Given given, Node node, String key) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Node part : node instanceof Node.Many many ? many.items() : List.of(node)) {
            given.base64(part, key).lines().forEach(all::append);
        }
        try {
            return Base64.getDecoder().decode(all.toString());
        } catch (IllegalArgumentException e) {
            throw given.wrong(node, key, "not base64");
        }
    }
}
