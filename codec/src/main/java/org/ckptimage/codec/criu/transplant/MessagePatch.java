// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ckptimage.codec.criu.WireFields;

/**
 * New values for some fields of a message. All other fields stay where they are, byte for byte, known or not.
 * A field that was not there goes where its number belongs; of one that is there more than once, the new
 * value takes the place of the first.
 */
final class MessagePatch {
    private final TreeMap<Integer, byte[]> changes = new TreeMap<>();

    /** Writes the fields of one number. */
    @FunctionalInterface
    interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** One number; 0 and up to 32 bits. */
    void number(int field, long value) {
        set(field, out -> out.writeUInt32(field, (int) value));
    }

    /** A message. */
    void message(int field, byte[] content) {
        set(field, out -> out.writeByteArray(field, content));
    }

    /** Whatever is written; nothing takes the field away. */
    void set(int field, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        changes.put(field, bytes.toByteArray());
    }

    /** The message with the new values. */
    byte[] apply(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TreeMap<Integer, byte[]> missing = new TreeMap<>(changes);
        missing.keySet().removeAll(numbers(message));
        Set<Integer> written = new HashSet<>();
        WireFields fields = new WireFields(message, 0, message.length);
        while (fields.next()) {
            Map<Integer, byte[]> before = missing.headMap(fields.number());
            before.values().forEach(out::writeBytes);
            before.clear();
            byte[] change = changes.get(fields.number());
            if (change == null) {
                out.write(message, fields.fieldStart(), fields.contentEnd() - fields.fieldStart());
            } else if (written.add(fields.number())) {
                out.writeBytes(change);
            }
        }
        missing.values().forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static Set<Integer> numbers(byte[] message) {
        Set<Integer> numbers = new HashSet<>();
        WireFields fields = new WireFields(message, 0, message.length);
        while (fields.next()) {
            numbers.add(fields.number());
        }
        return numbers;
    }
}
