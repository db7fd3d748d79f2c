// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.SingleByte;

/**
 * Reads the entries of one image file, in order. One message is in memory at a time; the bytes behind an
 * entry are read by {@link #readExtra} or passed over by the next {@link #next}.
 *
 * <p>A wrong size ends the reading, since nothing tells where the next entry begins.
 */
public final class CriuImageReader implements Closeable {
    private final ByteSource source;
    private final ImageHead head;
    private final CriuLimits limits;
    private final Extra extra;
    private int index;
    private long announced;
    private CriuEntry current;
    private long extraLeft;

    private CriuImageReader(ByteSource source, ImageHead head, CriuLimits limits) {
        this.source = source;
        this.head = head;
        this.limits = limits;
        this.extra = head.type().map(ImageType::extra).orElse(Extra.NONE);
    }

    /**
     * Opens a file by its content.
     *
     * @return empty, and the source is as before, if it does not begin with a magic number of CRIU
     */
    public static Optional<CriuImageReader> open(ByteSource source, CriuLimits limits) throws IOException {
        return ImageHead.read(source).map(head -> new CriuImageReader(source, head, limits));
    }

    /** How the file begins. */
    public ImageHead head() {
        return head;
    }

    /** Name of the type, such as {@code CORE}, or the magic number in hex. */
    public String typeName() {
        return head.type().map(Enum::name).orElse(String.format("0x%08x", head.magic()));
    }

    /**
     * The next entry.
     *
     * @return empty at the end of the file
     * @throws ImageException CKS013 if a size is negative or beyond the end of the file, or the bytes behind
     *     an entry are cut; CKS005 if a message is longer than the limit
     */
    public Optional<CriuEntry> next() throws IOException {
        passExtra();
        long offset = source.position();
        if (!source.request(1)) {
            checkAnnounced(offset);
            return Optional.empty();
        }
        if (!source.request(Integer.BYTES)) {
            throw fail(Rule.CKS013, offset, source.available() + " bytes", "4 bytes",
                    "the file ends in the size of an entry");
        }
        int size = ByteOrderView.LITTLE.i32(source.buffer(), source.start());
        if (size < 0) {
            throw fail(Rule.CKS013, offset, Integer.toString(size), "", "the size of an entry is negative");
        }
        source.consume(Integer.BYTES);
        current = entry(offset, message(offset, size));
        extraLeft = current.extra();
        return Optional.of(current);
    }

    private byte[] message(long offset, int size) throws IOException {
        if (size > limits.maxMessage()) {
            long there = source.skip(size);
            if (there == size) {
                throw fail(Rule.CKS005, offset, size + " bytes", "at most " + limits.maxMessage(),
                        "message above the limit maxMessage");
            }
            throw beyond(offset, size, there);
        }
        if (!source.request(size)) {
            throw beyond(offset, size, source.available());
        }
        byte[] message = Arrays.copyOfRange(source.buffer(), source.start(), source.start() + size);
        source.consume(size);
        return message;
    }

    private CriuEntry entry(long offset, byte[] message) throws IOException {
        Extra.Inner inner = announced > 0 ? Extra.Inner.YES : Extra.Inner.NO;
        long length = extra.length(message, inner);
        if (length < CriuEntry.TO_THE_END) {
            throw fail(Rule.CKS013, offset, Long.toString(length), "",
                    "the length of the bytes behind the entry is negative");
        }
        announced = inner == Extra.Inner.YES ? announced - 1 : extra.announced(message);
        return new CriuEntry(index++, offset, message, length);
    }

    /** Entries of a queue have to be there; a file in chunks may end after any of them. */
    private void checkAnnounced(long offset) throws ImageException {
        if (announced > 0 && extra == Extra.MESSAGES) {
            throw fail(Rule.CKS013, offset, "", announced + " more messages",
                    "the file ends within a message queue");
        }
    }

    /**
     * Reads bytes behind the current entry.
     *
     * @return how many; -1 when there are no more
     * @throws ImageException CKS013 if the file ends before
     */
    public int readExtra(byte[] into, int from, int n) throws IOException {
        if (extraLeft == 0) {
            return -1;
        }
        if (!source.request(1)) {
            return endOfExtra();
        }
        int step = Math.min(n, source.available());
        step = extraLeft < 0 ? step : (int) Math.min(step, extraLeft);
        System.arraycopy(source.buffer(), source.start(), into, from, step);
        source.consume(step);
        extraLeft -= extraLeft < 0 ? 0 : step;
        return step;
    }

    /** The bytes behind the current entry as a stream; it ends with them. */
    public InputStream extraStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return SingleByte.of(this);
            }

            @Override
            public int read(byte[] into, int from, int n) throws IOException {
                return n == 0 ? 0 : readExtra(into, from, n);
            }
        };
    }

    private int endOfExtra() throws ImageException {
        if (extraLeft > 0) {
            throw fail(Rule.CKS013, current.offset(), (current.extra() - extraLeft) + " bytes",
                    current.extra() + " bytes", "the bytes behind the entry are cut");
        }
        extraLeft = 0;
        return -1;
    }

    private void passExtra() throws IOException {
        if (extraLeft == CriuEntry.TO_THE_END) {
            source.skip(Long.MAX_VALUE);
            extraLeft = 0;
        }
        extraLeft -= source.skip(extraLeft);
        if (extraLeft > 0) {
            endOfExtra();
        }
    }

    private ImageException beyond(long offset, long size, long there) {
        return fail(Rule.CKS013, offset, size + " bytes", "at most " + there + " bytes",
                "entry runs past the end of the file");
    }

    private ImageException fail(Rule rule, long offset, String got, String expected, String message) {
        Location where = new Location(source.name(), offset, typeName(), 0, "");
        return new ImageException(new Finding(rule, where, got, expected, message));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
