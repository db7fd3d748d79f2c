// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message and the bytes it was read from. As long as its fields are not changed it is written as those
 * bytes, whatever order, doubled fields or long numbers are in them.
 */
public final class CriuMessage {
    private final Message fields;
    private final byte[] bytes;

    private CriuMessage(Message fields, byte[] bytes) {
        this.fields = fields;
        this.bytes = bytes;
    }

    /**
     * Reads a message. Missing required fields are no reason to fail; see {@link MessageCheck}.
     *
     * @param prototype of the class it is to have
     * @throws InvalidProtocolBufferException if the bytes are no message
     */
    public static CriuMessage parse(byte[] bytes, Message prototype) throws InvalidProtocolBufferException {
        return new CriuMessage(prototype.newBuilderForType().mergeFrom(bytes).buildPartial(), bytes.clone());
    }

    /** A message with these fields, written the way CRIU writes. */
    public static CriuMessage of(Message fields) {
        return new CriuMessage(fields, FieldWriter.bytes(fields));
    }

    /** The fields, those without a name here among the unknown ones. */
    public Message fields() {
        return fields;
    }

    /** The bytes to write. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The message with other fields; itself if they are the same. */
    public CriuMessage with(Message changed) {
        Objects.requireNonNull(changed);
        return changed.equals(fields) ? this : of(changed);
    }

    /** True if writing its fields gives the bytes it was read from. */
    public boolean canonical() {
        return Arrays.equals(bytes, FieldWriter.bytes(fields));
    }
}
