// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.migrate.field.Words;
import org.ckptimage.codec.migrate.source.Feed;

/** Payload from source to target in small pieces, whatever its size. */
final class PayloadCopy {
    private static final int PIECE = 1 << 15;

    private final Conversion conversion;

    PayloadCopy(Conversion conversion) {
        this.conversion = conversion;
    }

    /** Copies the whole record at hand under another number. */
    void record(Feed feed, int code) throws IOException {
        begin(code, feed.frame().length());
        rest(feed);
    }

    /** Starts a record of the target. */
    void begin(int code, long length) throws IOException {
        conversion.image.frames().begin(code, length);
    }

    /** Copies all of the payload that is left. */
    void rest(Feed feed) throws IOException {
        Frame frame = feed.frame();
        if (frame.isHeld()) {
            conversion.image.frames().payload(frame.bytes(), frame.base() + FrameReader.HEADER,
                    (int) frame.length() - FrameReader.HEADER);
            return;
        }
        bytes(feed, feed.reader().unread());
    }

    /** Copies a number of bytes that are still in the stream. */
    void bytes(Feed feed, long count) throws IOException {
        for (long left = count; left > 0;) {
            int n = (int) Math.min(left, PIECE);
            int at = feed.reader().payload(n);
            conversion.image.frames().payload(feed.frame().bytes(), at, n);
            left -= n;
        }
    }

    /** Copies integers of {@code size} bytes that are still in the stream, in the order of the target. */
    void words(Feed feed, long count, int size) throws IOException {
        if (!conversion.swaps()) {
            bytes(feed, count);
            return;
        }
        for (long left = count; left > 0;) {
            int n = (int) Math.min(left, PIECE);
            int at = feed.reader().payload(n);
            byte[] piece = Arrays.copyOfRange(feed.frame().bytes(), at, at + n);
            Words.reverse(piece, 0, n, size);
            conversion.image.frames().payload(piece, 0, n);
            left -= n;
        }
    }

    /** Copies what stands behind the record without a header: the page of SOCKET_FRAG. */
    void rawPage(Feed feed) throws IOException {
        int at = feed.reader().payload(FrameReader.RAW_PAGE);
        conversion.image.frames().raw(feed.frame().bytes(), at, FrameReader.RAW_PAGE);
    }
}
