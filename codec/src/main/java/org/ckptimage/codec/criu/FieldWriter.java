// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes messages as CRIU does: fields in the order of their numbers, lists not packed. The protobuf library
 * puts unknown fields behind all others, which CRIU reads too, but a rewritten image would differ.
 */
final class FieldWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    private FieldWriter() {}

    static byte[] bytes(Message message) {
        FieldWriter writer = new FieldWriter();
        try {
            writer.message(message);
            writer.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return writer.bytes.toByteArray();
    }

    private void message(Message message) throws IOException {
        TreeMap<Integer, Object> fields = new TreeMap<>(message.getUnknownFields().asMap());
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            Object before = fields.put(field.getKey().getNumber(), field);
            if (before instanceof UnknownFieldSet.Field sameNumber) {
                unknown(field.getKey().getNumber(), sameNumber);
            }
        }
        for (Map.Entry<Integer, Object> field : fields.entrySet()) {
            if (field.getValue() instanceof UnknownFieldSet.Field unknown) {
                unknown(field.getKey(), unknown);
            } else if (field.getValue() instanceof Map.Entry<?, ?> known) {
                known((FieldDescriptor) known.getKey(), known.getValue());
            }
        }
    }

    private void unknown(int number, UnknownFieldSet.Field field) throws IOException {
        field.writeTo(number, out);
    }

    private void known(FieldDescriptor field, Object value) throws IOException {
        if (!field.isRepeated()) {
            single(field, value);
            return;
        }
        for (Object element : (List<?>) value) {
            single(field, element);
        }
    }

    private void single(FieldDescriptor field, Object value) throws IOException {
        int number = field.getNumber();
        switch (field.getType()) {
            case UINT32 -> out.writeUInt32(number, (Integer) value);
            case INT32 -> out.writeInt32(number, (Integer) value);
            case SINT32 -> out.writeSInt32(number, (Integer) value);
            case UINT64 -> out.writeUInt64(number, (Long) value);
            case SINT64 -> out.writeSInt64(number, (Long) value);
            case BOOL -> out.writeBool(number, (Boolean) value);
            case ENUM -> out.writeEnum(number, ((EnumValueDescriptor) value).getNumber());
            case STRING -> out.writeString(number, (String) value);
            case BYTES -> out.writeBytes(number, (ByteString) value);
            case MESSAGE -> nested(number, (Message) value);
            default -> throw new IllegalArgumentException("no CRIU message has " + field.getType());
        }
    }

    private void nested(int number, Message message) throws IOException {
        byte[] inner = bytes(message);
        out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(inner.length);
        out.writeRawBytes(inner);
    }
}
