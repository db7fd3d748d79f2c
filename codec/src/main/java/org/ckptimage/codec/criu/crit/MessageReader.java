// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;

/**
 * Reads the fields of a message. Numbers may be decimal, or text such as {@code "0x1f"} as {@code crit
 * --pretty} writes addresses. What does not fit the field is a {@link JsonParseException} with its place.
 */
final class MessageReader {
    private static final BigInteger LARGEST_64 = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final BigInteger LARGEST_32 = BigInteger.valueOf(0xffff_ffffL);
    private static final int LONGEST_NUMBER = 24;

    private final JsonParser json;

    MessageReader(JsonParser json) {
        this.json = json;
    }

    /** Reads the value of a key into a message. */
    void field(String key, Message.Builder message) throws IOException {
        if (key.equals(CritKeys.UNKNOWN)) {
            message.setUnknownFields(unknown());
            return;
        }
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(key);
        if (field == null) {
            throw fail("no field " + key + " in " + message.getDescriptorForType().getName());
        }
        if (!field.isRepeated()) {
            message.setField(field, value(field, message));
            return;
        }
        expect(JsonToken.START_ARRAY, "a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            message.addRepeatedField(field, value(field, message));
        }
    }

    private UnknownFieldSet unknown() throws IOException {
        try {
            return UnknownFieldSet.parseFrom(base64());
        } catch (InvalidProtocolBufferException e) {
            throw fail(CritKeys.UNKNOWN + " is no list of fields");
        }
    }

    private Object value(FieldDescriptor field, Message.Builder parent) throws IOException {
        return switch (field.getType()) {
            case UINT32 -> number(BigInteger.ZERO, LARGEST_32).intValue();
            case INT32, SINT32 -> number(BigInteger.valueOf(Integer.MIN_VALUE),
                    BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
            case UINT64 -> number(BigInteger.ZERO, LARGEST_64).longValue();
            case SINT64 -> number(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE))
                    .longValue();
            case BOOL -> json.getBooleanValue();
            case ENUM -> enumValue(field);
            case STRING -> text();
            case BYTES -> ByteString.copyFrom(base64());
            case MESSAGE -> message(parent.newBuilderForField(field));
            default -> throw new IllegalArgumentException("no CRIU message has " + field.getType());
        };
    }

    private Message message(Message.Builder builder) throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            field(key, builder);
        }
        return builder.buildPartial();
    }

    private EnumValueDescriptor enumValue(FieldDescriptor field) throws IOException {
        String name = text();
        EnumValueDescriptor found = field.getEnumType().findValueByName(name);
        if (found == null) {
            throw fail("no value " + name + " of " + field.getName());
        }
        return found;
    }

    private BigInteger number(BigInteger least, BigInteger most) throws IOException {
        BigInteger number;
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            number = hex(json.getText());
        } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getTextLength() <= LONGEST_NUMBER) {
            number = json.getBigIntegerValue();
        } else {
            throw fail("not a number that fits");
        }
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw fail("number " + number + " does not fit");
        }
        return number;
    }

    private BigInteger hex(String text) throws IOException {
        try {
            if (text.startsWith("0x") && text.length() <= LONGEST_NUMBER) {
                return new BigInteger(text.substring(2), 16);
            }
        } catch (NumberFormatException e) {
            throw fail("not a number: " + text);
        }
        throw fail("text where a number should be");
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "text");
        return json.getText();
    }

    /** The bytes that base64 text stands for; line breaks in it do not matter. */
    byte[] base64() throws IOException {
        String text = text();
        try {
            return Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
        } catch (IllegalArgumentException e) {
            throw fail("not base64");
        }
    }

    void expect(JsonToken token, String words) throws IOException {
        if (json.currentToken() != token) {
            throw fail("not " + words);
        }
    }

    JsonParseException fail(String message) {
        return new JsonParseException(json, message);
    }
}
