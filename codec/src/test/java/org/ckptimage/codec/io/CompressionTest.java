// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;

/** What is compressed comes back, and comes out the same each time. */
final class CompressionTest {
    private static final int BIG = (5 << 20) + 3;

    private static byte[] compress(Compression compression, byte[] plain, int piece) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = compression.to(stored)) {
            for (int at = 0; at < plain.length; at += piece) {
                out.write(plain, at, Math.min(piece, plain.length - at));
            }
        }
        return stored.toByteArray();
    }

    private static byte[] decompress(byte[] stored) throws IOException {
        try (InputStream in = Decompression.of(new ByteArrayInputStream(stored), "stored")) {
            return in.readAllBytes();
        }
    }

    /** Empty, tiny, all alike, without any pattern, and a mixture larger than any block. */
    private static List<byte[]> contents() {
        Random random = new Random(41);
        byte[] noise = new byte[70_001];
        random.nextBytes(noise);
        byte[] mixed = new byte[BIG];
        for (int at = 0; at < mixed.length; at += 4096) {
            if (random.nextBoolean()) {
                System.arraycopy(noise, random.nextInt(60_000), mixed, at, Math.min(4096, mixed.length - at));
            }
        }
        return List.of(new byte[0], new byte[] {7}, new byte[2 << 20], noise, mixed);
    }

    @ParameterizedTest
    @EnumSource
    void comesBack(Compression compression) throws IOException {
        for (byte[] plain : contents()) {
            byte[] stored = compress(compression, plain, 1 << 16);
            assertArrayEquals(plain, decompress(stored), plain.length + " bytes");
            assertTrue(stored.length > 0, "an empty stream is not told from no stream");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isSmaller(Compression compression) throws IOException {
        assertTrue(compress(compression, new byte[2 << 20], 1 << 16).length < 20_000);
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameEachTime(Compression compression) throws IOException {
        byte[] plain = contents().get(3);
        assertArrayEquals(compress(compression, plain, 1 << 16), compress(compression, plain, 1 << 16));
        assertArrayEquals(plain, decompress(compress(compression, plain, 777)));
    }

    /** Lengths around those where a block, a literal run or a match is told apart from the next. */
    @ParameterizedTest
    @EnumSource
    void comesBackWhateverItsLength(Compression compression) throws IOException {
        Random random = new Random(5);
        byte[] noise = new byte[700];
        random.nextBytes(noise);
        for (int n = 0; n < 600; n += n < 40 ? 1 : 13) {
            byte[] mixed = new byte[n];
            for (int at = 0; at < n; at++) {
                mixed[at] = at % 97 < 50 ? noise[at % 23] : noise[at];
            }
            assertArrayEquals(mixed, decompress(compress(compression, mixed, 64)), n + " bytes");
            assertArrayEquals(new byte[n], decompress(compress(compression, new byte[n], 64)), n + " zeros");
        }
        for (int n = (1 << 20) - 2; n < (1 << 20) + 3; n++) {
            assertArrayEquals(new byte[n], decompress(compress(compression, new byte[n], 1 << 16)));
        }
    }

    @Test
    void gzipSaysNeitherNameNorTime() throws IOException {
        byte[] stored = compress(Compression.GZ, new byte[] {1}, 1);
        assertEquals(0, stored[3], "flags: no name, no comment");
        assertEquals(0, ByteOrderView.LITTLE.i32(stored, 4), "time");
    }

    @Test
    void xzFitsIntoASmallHeap() throws IOException {
        LZMA2Options options = new LZMA2Options(Compression.XZ_PRESET);
        assertTrue(options.getEncoderMemoryUsage() <= 40 << 10, options.getEncoderMemoryUsage() + " KiB");
        assertTrue(options.getDictSize() <= 8 << 20);
    }

    @Test
    void labels() {
        assertEquals(List.of("gz", "zst", "xz", "lz4"),
                Stream.of(Compression.values()).map(Compression::label).toList());
        for (Compression compression : Compression.values()) {
            assertEquals(Optional.of(compression), Compression.ofLabel(compression.label()));
        }
        assertEquals(Optional.empty(), Compression.ofLabel("zip"));
    }
}
