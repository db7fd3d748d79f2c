// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.ckptimage.codec.scan.ScanView;

/** Takes payloads out of the stream as long as they fit a bound; counts what does not. */
final class Contents {
    /** What a value takes beside its bytes. */
    static final long OVERHEAD = 64;
    private static final int PIECE = 4096;

    private long room;
    private long left;

    Contents(long room) {
        this.room = room;
    }

    /** Whether a value with that many bytes may be kept. */
    boolean take(long bytes) {
        boolean fits = bytes <= room - OVERHEAD;
        if (fits) {
            room -= bytes + OVERHEAD;
        } else {
            left += bytes;
        }
        return fits;
    }

    /** Bytes left out since the last call. */
    long takeLeft() {
        long all = left;
        left = 0;
        return all;
    }

    /** The next {@code n} bytes of the record at hand. */
    static byte[] bytes(ScanView view, int n) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(n, PIECE));
        while (out.size() < n) {
            int piece = Math.min(PIECE, n - out.size());
            int at = view.payload(piece);
            out.write(view.frame().bytes(), at, piece);
        }
        return out.toByteArray();
    }
}
