// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Forward-only input with a window: bytes that were read and not yet consumed.
 *
 * <p>{@link #request} grows the window, {@link #consume} moves its start, {@link #skip} drops bytes that need
 * not be seen. The buffer grows only as far as a caller asks and only with bytes that really arrived. Never
 * seeks.
 */
public final class ByteSource implements Closeable {
    private static final int INITIAL = 1 << 17;

    private final InputStream in;
    private final String name;
    private byte[] buffer = new byte[INITIAL];
    private int start;
    private int end;
    private long position;
    private boolean ended;

    /**
     * @param in the bytes; closed with this source
     * @param name what to call the input in diagnostics
     */
    public ByteSource(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /** The bytes of a channel, which is closed with the source. */
    public static ByteSource of(ReadableByteChannel channel, String name) {
        return new ByteSource(Channels.newInputStream(channel), name);
    }

    /** The bytes of a file. */
    public static ByteSource of(Path file) throws IOException {
        return new ByteSource(Files.newInputStream(file), file.toString());
    }

    /** Name of the input in diagnostics. */
    public String name() {
        return name;
    }

    /** Offset in the stream of the first byte not yet consumed. */
    public long position() {
        return position;
    }

    /** The array that holds the window; valid until the next {@code request} or {@code skip}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index in {@link #buffer} of the first byte of the window. */
    public int start() {
        return start;
    }

    /** Bytes in the window. */
    public int available() {
        return end - start;
    }

    /**
     * Makes the window at least {@code n} bytes long if the input has them.
     *
     * @return true if it is; false if the input ends before
     */
    public boolean request(int n) throws IOException {
        while (end - start < n) {
            if (ended) {
                return false;
            }
            makeRoom(n);
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) {
                ended = true;
            } else {
                end += got;
            }
        }
        return true;
    }

    /** Moves the start of the window over {@code n} bytes that are in it. */
    public void consume(int n) {
        if (n > end - start) {
            throw new IllegalArgumentException("consume past the window");
        }
        start += n;
        position += n;
    }

    /**
     * Consumes {@code n} bytes without keeping them.
     *
     * @return how many were there; less than {@code n} only at the end of the input
     */
    public long skip(long n) throws IOException {
        long left = n;
        while (left > 0) {
            if (start == end && !request(1)) {
                break;
            }
            int step = (int) Math.min(left, end - start);
            consume(step);
            left -= step;
        }
        return n - left;
    }

    /** Consumes what is left and writes it. */
    public void copyTo(OutputStream out) throws IOException {
        while (request(1)) {
            out.write(buffer, start, end - start);
            consume(end - start);
        }
    }

    /** What is left, as a stream; closing it closes the source. */
    public InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (!request(1)) {
                    return -1;
                }
                int value = buffer[start] & 0xff;
                consume(1);
                return value;
            }

            @Override
            public int read(byte[] out, int from, int most) throws IOException {
                if (most == 0) {
                    return 0;
                }
                if (!request(1)) {
                    return -1;
                }
                int n = Math.min(most, ByteSource.this.available());
                System.arraycopy(buffer, start, out, from, n);
                consume(n);
                return n;
            }

            @Override
            public void close() throws IOException {
                ByteSource.this.close();
            }
        };
    }

    private void makeRoom(int n) {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end < buffer.length && buffer.length - start >= n) {
            return;
        }
        int held = end - start;
        if (n > buffer.length && held > buffer.length / 2) {
            byte[] larger = new byte[(int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)];
            System.arraycopy(buffer, start, larger, 0, held);
            buffer = larger;
        } else {
            System.arraycopy(buffer, start, buffer, 0, held);
        }
        start = 0;
        end = held;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
