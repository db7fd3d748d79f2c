// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;

/**
 * The payload of the record that a reader stands on, in pieces: those held first, then what is in the stream.
 */
final class Payload {
    /** Bytes of one piece; a multiple of 3, so that the pieces in base64 are the whole in base64. */
    static final int PIECE = 3 << 14;

    private final FrameReader reader;
    private long left;
    private int held;

    /** The payload of the record itself, without the page behind a SOCKET_FRAG. */
    Payload(FrameReader reader) {
        this.reader = reader;
        Frame frame = reader.frame();
        this.left = frame.length() - FrameReader.HEADER;
        this.held = frame.isHeld() ? (int) left : 0;
    }

    /** Bytes not yet taken. */
    long left() {
        return left;
    }

    /** Array index of the next {@code n} bytes, which are at most {@link #left}; see {@link Frame#bytes}. */
    int take(int n) throws IOException {
        int at;
        if (held > 0) {
            at = reader.frame().base() + (int) reader.frame().length() - held;
            held -= n;
        } else {
            at = reader.payload(n);
        }
        left -= n;
        return at;
    }

    byte[] bytes() {
        return reader.frame().bytes();
    }

    /** Offset of the next byte in the stream. */
    long offset() {
        return reader.frame().offset() + reader.frame().length() - left;
    }

    /** Writes all that is left in base64: one text, or an array of them if it is long. */
    void base64(JsonGenerator json) throws IOException {
        if (left <= PIECE) {
            piece(json);
            return;
        }
        json.writeStartArray();
        while (left > 0) {
            piece(json);
        }
        json.writeEndArray();
    }

    private void piece(JsonGenerator json) throws IOException {
        int n = (int) Math.min(left, PIECE);
        int at = take(n);
        json.writeString(base64(bytes(), at, n));
    }

    /** Writes {@code n} bytes in base64: one text, or an array of them if it is long. */
    static void base64(JsonGenerator json, byte[] bytes, int from, int n) throws IOException {
        if (n <= PIECE) {
            json.writeString(base64(bytes, from, n));
            return;
        }
        json.writeStartArray();
        for (int done = 0; done < n; done += PIECE) {
            json.writeString(base64(bytes, from + done, Math.min(PIECE, n - done)));
        }
        json.writeEndArray();
    }

    static String base64(byte[] bytes, int at, int n) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, at, at + n));
    }

    /** Writes the next {@code count} elements as an array. */
    void array(JsonGenerator json, Element element, long count) throws IOException {
        json.writeStartArray();
        int size = element.size();
        for (long done = 0; done < count;) {
            int n = (int) Math.min(count - done, Math.max(1, PIECE / size));
            int at = take(n * size);
            for (int i = 0; i < n; i++) {
                element.write(json, bytes(), at + i * size);
            }
            done += n;
        }
        json.writeEndArray();
    }
}
