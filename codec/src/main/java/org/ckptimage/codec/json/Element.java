// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;

/** One element of an array, which has the same size as all others. */
sealed interface Element {
    /** Bytes of an element. */
    int size();

    /** Writes the value at {@code at}. */
    void write(JsonGenerator json, byte[] bytes, int at) throws IOException;

    /** Sets the bytes at {@code at}, which are 0. */
    void read(Given given, Node node, byte[] out, int at) throws IOException;

    /** Writes {@code count} values as an array. */
    default void array(JsonGenerator json, byte[] bytes, int at, int count) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < count; i++) {
            write(json, bytes, at + i * size());
        }
        json.writeEndArray();
    }

    /** An integer. */
    record Number(FieldLayout field, ByteOrderView order) implements Element {
        @Override
        public int size() {
            return field.size();
        }

        @Override
        public void write(JsonGenerator json, byte[] bytes, int at) throws IOException {
            Numbers.write(json, field, FieldBytes.number(order, field, bytes, at));
        }

        @Override
        public void read(Given given, Node node, byte[] out, int at) throws IOException {
            FieldBytes.number(order, field, given.number(node, field), out, at);
        }
    }

    /** A struct without a record header. */
    record Struct(StructForm form) implements Element {
        @Override
        public int size() {
            return form.layout().size();
        }

        @Override
        public void write(JsonGenerator json, byte[] bytes, int at) throws IOException {
            json.writeStartObject();
            form.write(json, bytes, at);
            form.gaps().write(json, bytes, at);
            json.writeEndObject();
        }

        @Override
        public void read(Given given, Node node, byte[] out, int at) throws IOException {
            Given inside = given.nested(given.object(node, form.layout().name()));
            Node slack = inside.fields().remove(Keys.SLACK);
            form.read(inside, "", out, at);
            if (slack != null) {
                form.gaps().read(given, slack, out, at);
            }
        }
    }
}
