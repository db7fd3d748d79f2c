// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.SingleByte;

/** Decompressed bytes, counted against the stored ones. Ends with CKA003 where they are over budget. */
final class BudgetInput extends InputStream {
    private final InputStream in;
    private final Stored stored;
    private final String name;
    private final ArchiveLimits limits;
    private long position;

    BudgetInput(InputStream in, Stored stored, String name, ArchiveLimits limits) {
        this.in = in;
        this.stored = stored;
        this.name = name;
        this.limits = limits;
    }

    /** Counts the bytes as they are stored. */
    static final class Stored extends FilterInputStream {
        private long count;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int n) throws IOException {
            int got = in.read(bytes, from, n);
            count += Math.max(0, got);
            return got;
        }
    }

    /** Bytes that were read. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        int got = in.read(bytes, from, n);
        position += Math.max(0, got);
        if (position > limits.maxBytes()) {
            throw over("more than " + limits.maxBytes() + " bytes in the archive");
        }
        if (position > limits.ratioFrom() && position / limits.maxRatio() > stored.count) {
            throw over("more than " + limits.maxRatio() + " bytes for each stored one");
        }
        return got;
    }

    private ImageException over(String message) {
        return new ImageException(new Finding(Rule.CKA003, Location.at(name, position), "", "", message));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
