// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.frame;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.io.ByteOrderView;

/**
 * Writes records: header and payload, whole or in pieces. Adds no padding; the caller gives exact lengths.
 */
public final class FrameWriter implements Closeable, Flushable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final ByteOrderView order;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private long written;
    private long due;

    public FrameWriter(OutputStream out, ByteOrderView order) {
        this.out = out;
        this.order = order;
    }

    /** Byte order of everything written. */
    public ByteOrderView order() {
        return order;
    }

    /** Bytes written so far. */
    public long position() {
        return written;
    }

    /** Writes a record that lies in an array, header included. */
    public void record(byte[] bytes, int from, int length) throws IOException {
        complete();
        raw(bytes, from, length);
    }

    /**
     * Starts a record whose payload is given by {@link #payload}.
     *
     * @param code number of the type in the version written
     * @param length bytes of the whole record, at most 2^32 - 1
     */
    public void begin(int code, long length) throws IOException {
        complete();
        if (length < FrameReader.HEADER || length > 0xffff_ffffL) {
            throw new IllegalArgumentException("record length " + length);
        }
        byte[] header = new byte[FrameReader.HEADER];
        order.putI32(header, 0, code);
        order.putI32(header, 4, (int) length);
        raw(header, 0, header.length);
        due = length - FrameReader.HEADER;
    }

    /** Adds to the payload of the record begun. */
    public void payload(byte[] bytes, int from, int length) throws IOException {
        if (length > due) {
            throw new IllegalArgumentException("payload is longer than its record");
        }
        raw(bytes, from, length);
        due -= length;
    }

    /** Writes bytes outside any record: the page behind SOCKET_FRAG. */
    public void raw(byte[] bytes, int from, int length) throws IOException {
        written += length;
        if (length > buffer.length - used) {
            drain();
        }
        if (length >= buffer.length) {
            out.write(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, buffer, used, length);
            used += length;
        }
    }

    private void complete() {
        if (due != 0) {
            throw new IllegalStateException("the record before lacks " + due + " bytes");
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        complete();
        flush();
        out.close();
    }
}
