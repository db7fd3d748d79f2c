// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in records: bytes up to a NUL, as UTF-8; bytes that are not are written {@code \xNN}. */
final class RecordText {
    private RecordText() {}

    static String of(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        try {
            ByteBuffer text = ByteBuffer.wrap(bytes, from, end - from);
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            return byBytes(bytes, from, end);
        }
    }

    private static String byBytes(byte[] bytes, int from, int end) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < end; at++) {
            int c = bytes[at] & 0xff;
            text.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\x%02x", c));
        }
        return text.toString();
    }
}
