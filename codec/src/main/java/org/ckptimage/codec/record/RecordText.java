// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;

/** Text in records: bytes up to a NUL, as UTF-8; bytes that are not are written {@code \xNN}. */
public final class RecordText {
    private RecordText() {}

    /** The text from {@code from} on, which has to end before {@code to}. */
    public static String of(byte[] bytes, int from, int to) {
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

    /** The message behind ERROR, which begins with a NUL so that it can be found from the end of a file. */
    public static String message(Frame string) {
        int from = string.base() + FrameReader.HEADER;
        int to = string.base() + (int) string.length();
        int skip = from < to && string.bytes()[from] == 0 ? 1 : 0;
        return of(string.bytes(), from + skip, to).strip();
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
