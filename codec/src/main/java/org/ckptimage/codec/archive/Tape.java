// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ckptimage.codec.io.SingleByte;

/**
 * An input that remembers what was read of it between {@link #record} and {@link #take}. Beyond what the
 * headers of one entry may take it forgets, and passes the bytes on: that is the padding at the end of an
 * archive.
 */
final class Tape extends InputStream {
    private final InputStream in;
    private final OutputStream rest;
    private final int most;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean recording;

    /**
     * @param rest takes what is too much to remember, with all that was before it
     * @param most bytes to remember
     */
    Tape(InputStream in, OutputStream rest, int most) {
        this.in = in;
        this.rest = rest;
        this.most = most;
    }

    void record() {
        recording = true;
    }

    /** What was read since {@link #record} and not passed on; ends the recording. */
    byte[] take() {
        byte[] bytes = held.toByteArray();
        held.reset();
        recording = false;
        return bytes;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        int got = in.read(bytes, from, n);
        if (recording && got > 0) {
            held.write(bytes, from, got);
            if (held.size() > most) {
                held.writeTo(rest);
                held.reset();
            }
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
