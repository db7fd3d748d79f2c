// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/**
 * Compressed input, told by its first bytes and not by its name. The classes of a compression are loaded only
 * when its magic number was seen.
 */
public enum Decompression {
    GZIP("gzip", 0x1f, 0x8b) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true)
                    .get();
        }
    },
    XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return XZCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true)
                    .setMemoryLimitKiB(XZ_MEMORY_KIB).get();
        }
    },
    ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new ZstdCompressorInputStream(in);
        }
    },
    LZ4("lz4", 0x04, 0x22, 0x4d, 0x18) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new FramedLZ4CompressorInputStream(in, true);
        }
    };

    /** Enough for the 64 MiB dictionary of {@code xz -9}. */
    private static final int XZ_MEMORY_KIB = 80 << 10;
    private static final int LONGEST_MAGIC = 6;
    private static final int INPUT_BUFFER = 1 << 16;

    private final String label;
    private final int[] magic;

    Decompression(String label, int... magic) {
        this.label = label;
        this.magic = magic;
    }

    abstract InputStream open(InputStream in) throws IOException;

    /** Name of the compression in messages. */
    String label() {
        return label;
    }

    /**
     * Looks at the first bytes of {@code in}.
     *
     * @param in the bytes as they are stored
     * @param name what to call the input in diagnostics
     * @return the decompressed stream, or all of {@code in} if it is not compressed; damage of compressed
     *     bytes is an {@link org.ckptimage.codec.ImageException} CKS002 at the offset that was reached
     */
    public static InputStream of(InputStream in, String name) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(in, INPUT_BUFFER);
        byte[] first = new byte[LONGEST_MAGIC];
        int n = peeked.readNBytes(first, 0, LONGEST_MAGIC);
        peeked.unread(first, 0, n);
        Optional<Decompression> compression = find(first, n);
        return compression.isPresent() ? new DecompressedInput(compression.get(), peeked, name) : peeked;
    }

    /** True if bytes that begin so are compressed; reads the first few. */
    public static boolean packs(InputStream in) throws IOException {
        return first(in).isPresent();
    }

    /** How bytes that begin so are compressed; reads the first few. */
    static Optional<Decompression> first(InputStream in) throws IOException {
        byte[] first = new byte[LONGEST_MAGIC];
        return find(first, in.readNBytes(first, 0, LONGEST_MAGIC));
    }

    private static Optional<Decompression> find(byte[] first, int n) {
        return Arrays.stream(values()).filter(c -> c.matches(first, n)).findFirst();
    }

    private boolean matches(byte[] first, int n) {
        if (n < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((first[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
