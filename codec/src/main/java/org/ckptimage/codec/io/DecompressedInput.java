// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Decompressed bytes. Damage is told apart from an input that cannot be read: it is an
 * {@link ImageException}, once, and the stream ends there.
 */
final class DecompressedInput extends InputStream {
    /** A decompressor that meets damage loses what it has of the piece at hand. */
    private static final int PIECE = 1 << 13;

    private final Decompression compression;
    private final Raw raw;
    private final String name;
    private InputStream in;
    private long position;
    private boolean ended;

    DecompressedInput(Decompression compression, InputStream stored, String name) {
        this.compression = compression;
        this.raw = new Raw(stored);
        this.name = name;
    }

    /** The stored bytes; remembers if reading them failed. */
    private static final class Raw extends FilterInputStream {
        private IOException failure;

        Raw(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int n) throws IOException {
            try {
                return in.read(bytes, from, n);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            if (in == null) {
                in = compression.open(new BufferedInputStream(raw, 1 << 16));
            }
            int got = in.read(bytes, from, Math.min(n, PIECE));
            ended = got < 0;
            position += Math.max(0, got);
            return got;
        } catch (IOException | RuntimeException e) {
            // decompressors meet damage with either
            ended = true;
            if (raw.failure != null) {
                throw raw.failure;
            }
            throw damaged(e);
        }
    }

    private ImageException damaged(Exception cause) {
        return new ImageException(new Finding(Rule.CKS002, Location.at(name, position), "", "",
                "the " + compression.label() + " data is damaged or cut"), cause);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
        raw.close();
    }
}
