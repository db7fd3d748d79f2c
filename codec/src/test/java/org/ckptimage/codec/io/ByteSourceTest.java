// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ByteSourceTest {
    private static ByteSource source(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 8);
        }
        return new ByteSource(new ByteArrayInputStream(bytes), "bytes");
    }

    private static void expect(ByteSource source, int offset) {
        assertEquals((byte) (offset * 31 ^ offset >> 8), source.buffer()[source.start()], "byte " + offset);
    }

    @Test
    void theWindowGrowsWithoutLosingBytes() throws IOException {
        try (ByteSource source = source(1_000_000)) {
            assertTrue(source.request(10));
            source.consume(3);
            expect(source, 3);
            assertTrue(source.request(900_000));
            expect(source, 3);
            assertEquals(3, source.position());
            source.consume(899_999);
            expect(source, 900_002);
            assertEquals(900_002, source.position());
        }
    }

    @Test
    void theEndIsToldAndBytesBeforeItStay() throws IOException {
        try (ByteSource source = source(100)) {
            assertTrue(source.request(100));
            assertFalse(source.request(101));
            assertEquals(100, source.available());
            expect(source, 0);
            source.consume(100);
            assertFalse(source.request(1));
            assertEquals(100, source.position());
        }
    }

    @Test
    void skipCountsWhatWasThere() throws IOException {
        try (ByteSource source = source(500_000)) {
            assertTrue(source.request(7));
            assertEquals(300_000, source.skip(300_000));
            assertTrue(source.request(1));
            expect(source, 300_000);
            assertEquals(200_000, source.skip(Long.MAX_VALUE));
            assertEquals(500_000, source.position());
            assertEquals(0, source.skip(1));
        }
    }

    @Test
    void smallStepsOverAWholeInput() throws IOException {
        try (ByteSource source = source(400_003)) {
            for (int at = 0; source.request(1); at += 7) {
                expect(source, at);
                source.request(7);
                source.consume(Math.min(7, source.available()));
            }
            assertEquals(400_003, source.position());
        }
    }

    @Test
    void nothingBeyondTheWindowIsConsumed() throws IOException {
        try (ByteSource source = source(10)) {
            source.request(4);
            int more = source.available() + 1;
            assertThrows(IllegalArgumentException.class, () -> source.consume(more));
            assertEquals("bytes", source.name());
        }
    }

    @Test
    void aHugeRequestTakesNoMoreMemoryThanThereAreBytes() throws IOException {
        try (ByteSource source = source(1000)) {
            assertFalse(source.request(Integer.MAX_VALUE));
            assertEquals(1000, source.available());
            assertTrue(source.buffer().length < 1 << 20);
        }
    }

    @Test
    void whatIsLeftIsCopied() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ByteSource source = source(300_000)) {
            source.request(10);
            source.consume(7);
            source.copyTo(out);
            assertEquals(300_000, source.position());
        }
        byte[] copied = out.toByteArray();
        assertEquals(299_993, copied.length);
        for (int i = 0; i < copied.length; i++) {
            int offset = i + 7;
            assertEquals((byte) (offset * 31 ^ offset >> 8), copied[i]);
        }
    }
}
