// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes the fields of a message as crit does: plain numbers, names of enums, bytes in lines of base64. */
final class MessageWriter {
    private static final int LINE = 76;

    private final JsonGenerator json;

    MessageWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the keys of an object that is open. */
    void fields(Message message) throws IOException {
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            json.writeFieldName(field.getName());
            if (field.isRepeated()) {
                json.writeStartArray();
                for (Object element : (List<?>) entry.getValue()) {
                    value(field, element);
                }
                json.writeEndArray();
            } else {
                value(field, entry.getValue());
            }
        }
        if (!message.getUnknownFields().asMap().isEmpty()) {
            json.writeStringField(CritKeys.UNKNOWN, base64(message.getUnknownFields().toByteArray()));
        }
    }

    private void value(FieldDescriptor field, Object value) throws IOException {
        switch (field.getType()) {
            case UINT32 -> json.writeNumber((Integer) value & 0xffff_ffffL);
            case INT32, SINT32 -> json.writeNumber((Integer) value);
            case UINT64 -> unsigned((Long) value);
            case SINT64 -> json.writeNumber((Long) value);
            case BOOL -> json.writeBoolean((Boolean) value);
            case ENUM -> json.writeString(((EnumValueDescriptor) value).getName());
            case STRING -> json.writeString((String) value);
            case BYTES -> json.writeString(lines((ByteString) value));
            case MESSAGE -> {
                json.writeStartObject();
                fields((Message) value);
                json.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no CRIU message has " + field.getType());
        }
    }

    private void unsigned(long value) throws IOException {
        if (value >= 0) {
            json.writeNumber(value);
        } else {
            json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    /** As Python's encodebytes: a line break behind every line, the last one too. */
    private static String lines(ByteString bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
        return Base64.getMimeEncoder(LINE, lineBreak).encodeToString(bytes.toByteArray()) + "\n";
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
