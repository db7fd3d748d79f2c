// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** The bytes of a struct that no field covers. Those that are not 0 stand in the document as slack. */
final class Gaps {
    private static final FieldLayout AT = new FieldLayout(Keys.AT, 0, 4, FieldLayout.Kind.UNSIGNED, 1);
    private static final FieldLayout VALUE =
            new FieldLayout(Keys.VALUE, 0, 1, FieldLayout.Kind.UNSIGNED, 1);

    private final int[] bounds;

    private Gaps(int[] bounds) {
        this.bounds = bounds;
    }

    /**
     * The gaps of a struct from offset {@code from} to the first byte of its trailing array, if it has one,
     * else to its end.
     */
    static Gaps of(StructLayout struct, int from) {
        List<Integer> bounds = new ArrayList<>();
        int at = from;
        int end = struct.size();
        for (FieldLayout field : struct.fields()) {
            if (field.isPadding() || field.end() <= at && field.count() > 0) {
                continue;
            }
            if (field.offset() > at) {
                bounds.addAll(List.of(at, field.offset()));
            }
            at = field.end();
            end = field.count() == 0 ? at : end;
        }
        if (at < end) {
            bounds.addAll(List.of(at, end));
        }
        return new Gaps(bounds.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Sets the bytes that a document gives as slack.
     *
     * @param base index of the struct in {@code out}
     * @param tail as for {@link #write}
     */
    void read(Given given, Node node, byte[] out, int base, int... tail) throws IOException {
        for (Node item : given.items(node, Keys.SLACK)) {
            Map<String, Node> pair = given.object(item, Keys.SLACK).fields();
            Node at = pair.get(Keys.AT);
            Node value = pair.get(Keys.VALUE);
            if (pair.size() != 2 || at == null || value == null) {
                throw given.wrong(item, Keys.SLACK, "not an object of at and value");
            }
            long offset = given.number(at, AT);
            if (!within(bounds, offset) && !within(tail, offset)) {
                throw given.wrong(at, Keys.SLACK, "a field covers this byte, or it lies outside");
            }
            out[(int) (base + offset)] = (byte) given.number(value, VALUE);
        }
    }

    private static boolean within(int[] ranges, long at) {
        for (int g = 0; g < ranges.length; g += 2) {
            if (at >= ranges[g] && at < ranges[g + 1]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes the slack of a struct.
     *
     * @param base index of the struct in {@code bytes}
     * @param tail offsets in the struct where the bytes behind its trailing array begin and end
     */
    void write(JsonGenerator json, byte[] bytes, int base, int... tail) throws IOException {
        boolean open = ranges(json, bytes, base, bounds, false);
        open = ranges(json, bytes, base, tail, open);
        if (open) {
            json.writeEndArray();
        }
    }

    private static boolean ranges(JsonGenerator json, byte[] bytes, int base, int[] ranges, boolean opened)
            throws IOException {
        boolean open = opened;
        for (int g = 0; g < ranges.length; g += 2) {
            for (int at = ranges[g]; at < ranges[g + 1]; at++) {
                if (bytes[base + at] != 0) {
                    if (!open) {
                        json.writeArrayFieldStart(Keys.SLACK);
                        open = true;
                    }
                    json.writeStartObject();
                    json.writeNumberField(Keys.AT, at);
                    json.writeNumberField(Keys.VALUE, bytes[base + at] & 0xff);
                    json.writeEndObject();
                }
            }
        }
        return open;
    }
}
