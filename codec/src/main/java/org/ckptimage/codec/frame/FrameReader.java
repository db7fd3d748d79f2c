// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.frame;

import java.io.IOException;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * Cuts a stream into records, one at a time.
 *
 * <p>Records up to {@link ReadLimits#maxRecord} are held as a whole, except BUFFER: its payload is always
 * left in the stream, to be read in pieces by {@link #payload} or dropped when the reader moves on. The raw
 * page behind a SOCKET_FRAG, which has no header of its own, belongs to that record ({@link #RAW_PAGE}).
 */
public final class FrameReader {
    /** Bytes of a record header. */
    public static final int HEADER = 8;
    /** Bytes of the page that follows SOCKET_FRAG without a header. */
    public static final int RAW_PAGE = 4096;

    private final ByteSource source;
    private final ReadLimits limits;
    private final Frame frame = new Frame();
    private final FormatVersion version;
    private long unread;
    private boolean cut;

    public FrameReader(ByteSource source, ByteOrderView order, FormatVersion version, ReadLimits limits) {
        this.source = source;
        this.limits = limits;
        this.version = version;
        frame.order = order;
    }

    /** The cursor; the same object for the life of the reader. */
    public Frame frame() {
        return frame;
    }

    /**
     * Moves to the next record.
     *
     * @return false if the input ends exactly where a record could start
     * @throws ImageException CKS002 if the header is cut or impossible, or the record runs past the input
     */
    public boolean next() throws IOException {
        finish();
        frame.offset = source.position();
        if (!source.request(HEADER)) {
            if (source.available() == 0) {
                return false;
            }
            cut = true;
            throw broken("", "record header is cut", source.available() + " bytes", "8 bytes");
        }
        byte[] bytes = source.buffer();
        int at = source.start();
        frame.code = frame.order.i32(bytes, at);
        frame.length = frame.order.u32(bytes, at + 4);
        frame.type = RecordType.of(version, frame.code).orElse(null);
        if (frame.length < HEADER) {
            throw broken("len", "record length is less than its header",
                    Long.toString(frame.length), "at least 8");
        }
        hold();
        return true;
    }

    private void hold() throws IOException {
        boolean whole = frame.type != RecordType.BUFFER && frame.length <= limits.maxRecord();
        frame.held = whole ? (int) frame.length : HEADER;
        if (!source.request(frame.held)) {
            throw cut();
        }
        frame.bytes = source.buffer();
        frame.base = source.start();
        source.consume(frame.held);
        unread = frame.length - frame.held;
        if (frame.type == RecordType.SOCKET_FRAG) {
            unread += RAW_PAGE;
        }
    }

    /** Bytes of the current record that are still in the stream. */
    public long unread() {
        return unread;
    }

    /**
     * Makes the next {@code n} bytes of an unheld payload visible in {@code frame().bytes()} at the returned
     * index, and consumes them.
     *
     * @throws ImageException CKS002 if the input ends before
     */
    public int payload(int n) throws IOException {
        if (n > unread) {
            throw new IllegalArgumentException("read past the record");
        }
        if (!source.request(n)) {
            throw cut();
        }
        frame.bytes = source.buffer();
        int at = source.start();
        source.consume(n);
        unread -= n;
        return at;
    }

    /** Drops what is left of the current record. */
    public void finish() throws IOException {
        if (unread > 0 && source.skip(unread) < unread) {
            throw cut();
        }
        unread = 0;
    }

    /** True if the input ended inside a record. */
    public boolean isCut() {
        return cut;
    }

    private ImageException cut() {
        cut = true;
        long present = source.position() + source.available() - frame.offset;
        return broken("len", "record runs past the end of the input",
                frame.length + " bytes", "at most " + present + " bytes");
    }

    private ImageException broken(String field, String message, String got, String expected) {
        String type = field.isEmpty() ? "" : frame.typeName();
        long at = field.equals("len") ? frame.offset + 4 : frame.offset;
        unread = 0;
        return new ImageException(
                new Finding(Rule.CKS002, new Location(source.name(), at, type, 0, field), got, expected,
                message));
    }
}
