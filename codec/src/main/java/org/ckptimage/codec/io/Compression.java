// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;

/**
 * Compressed output, which {@link Decompression} reads. The same bytes give the same bytes: no name and no
 * time is written. What a compressor needs in memory fits into a heap of 64 MiB.
 */
public enum Compression {
    GZ("gz") {
        @Override
        public OutputStream to(OutputStream out) throws IOException {
            return new GzipCompressorOutputStream(out, new GzipParameters());
        }
    },
    ZST("zst") {
        @Override
        public OutputStream to(OutputStream out) throws IOException {
            return ZstdCompressorOutputStream.builder().setOutputStream(out).setLevel(ZSTD_LEVEL)
                    .setChecksum(true).get();
        }
    },
    XZ("xz") {
        @Override
        public OutputStream to(OutputStream out) throws IOException {
            return XZCompressorOutputStream.builder().setOutputStream(out)
                    .setLzma2Options(new LZMA2Options(XZ_PRESET)).get();
        }
    },
    LZ4("lz4") {
        @Override
        public OutputStream to(OutputStream out) throws IOException {
            return new Lz4Output(out);
        }
    };

    /** The default of zstd. */
    static final int ZSTD_LEVEL = 3;
    /** A dictionary of 4 MiB, and 32 MiB of memory in all; the usual 6 takes three times as much. */
    static final int XZ_PRESET = 3;

    private final String label;

    Compression(String label) {
        this.label = label;
    }

    /** Name of the compression on the command line, and of its files after the last dot. */
    public String label() {
        return label;
    }

    /** The compression with this label, if there is one. */
    public static Optional<Compression> ofLabel(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }

    /** The compression of bytes that begin so, if they are compressed; reads the first few. */
    public static Optional<Compression> of(InputStream stored) throws IOException {
        return Decompression.first(stored).map(found -> switch (found) {
            case GZIP -> GZ;
            case ZSTD -> ZST;
            case XZ -> XZ;
            case LZ4 -> LZ4;
        });
    }

    /**
     * Starts a compressed stream.
     *
     * @param out takes the compressed bytes; closed with the stream
     * @return takes the plain bytes; only closing it completes the compressed ones
     */
    public abstract OutputStream to(OutputStream out) throws IOException;
}
