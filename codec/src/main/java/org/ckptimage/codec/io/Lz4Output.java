// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.codec.digest.XXHash32;

/**
 * Writes an LZ4 frame of independent blocks, with a checksum of the contents. Commons Compress has a writer,
 * too, which needs minutes for what a disk takes in a second.
 *
 * <pre>
 * magic, FLG, BD, header checksum
 * blocks: length (top bit: stored as they are), data
 * length 0, checksum of the contents
 * </pre>
 */
final class Lz4Output extends OutputStream {
    private static final int MAGIC = 0x184d2204;
    /** Version 1, independent blocks, checksum of the contents. */
    private static final byte FLAGS = 0x64;
    /** Blocks of at most 1 MiB. */
    private static final byte LARGEST = 0x60;
    private static final int BLOCK = 1 << 20;
    private static final int STORED = 1 << 31;

    private final OutputStream out;
    private final XXHash32 contents = new XXHash32();
    private final byte[] block = new byte[BLOCK];
    private final Lz4Block compressor = new Lz4Block(BLOCK);
    private int used;
    private boolean closed;

    Lz4Output(OutputStream out) throws IOException {
        this.out = out;
        byte[] descriptor = {FLAGS, LARGEST};
        XXHash32 header = new XXHash32();
        header.update(descriptor, 0, descriptor.length);
        word(MAGIC);
        out.write(descriptor);
        out.write((int) (header.getValue() >> 8));
    }

    private void word(int value) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        ByteOrderView.LITTLE.putI32(bytes, 0, value);
        out.write(bytes);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
        contents.update(bytes, from, n);
        for (int done = 0; done < n;) {
            int step = Math.min(n - done, BLOCK - used);
            System.arraycopy(bytes, from + done, block, used, step);
            used += step;
            done += step;
            if (used == BLOCK) {
                block();
            }
        }
    }

    private void block() throws IOException {
        int length = compressor.compress(block, used);
        if (length < used) {
            word(length);
            out.write(compressor.bytes(), 0, length);
        } else {
            word(used | STORED);
            out.write(block, 0, used);
        }
        used = 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (used > 0) {
                block();
            }
            word(0);
            word((int) contents.getValue());
        }
    }
}
