// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.io.ByteOrderView;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aRecordInPieces() throws IOException {
        try (FrameWriter writer = new FrameWriter(out, ByteOrderView.BIG)) {
            writer.begin(5, 11);
            writer.payload(new byte[] {0, 1, 2, 3}, 1, 2);
            writer.payload(new byte[] {9}, 0, 1);
            assertEquals(11, writer.position());
        }
        assertArrayEquals(new byte[] {0, 0, 0, 5, 0, 0, 0, 11, 1, 2, 9}, out.toByteArray());
    }

    @Test
    void littleEndianHeaders() throws IOException {
        try (FrameWriter writer = new FrameWriter(out, ByteOrderView.LITTLE)) {
            writer.begin(0x102, 8);
        }
        assertArrayEquals(new byte[] {2, 1, 0, 0, 8, 0, 0, 0}, out.toByteArray());
    }

    @Test
    void lengthsAreKeptTo() throws IOException {
        @SuppressWarnings("resource")
        FrameWriter writer = new FrameWriter(out, ByteOrderView.BIG);
        assertThrows(IllegalArgumentException.class, () -> writer.begin(1, 7));
        assertThrows(IllegalArgumentException.class, () -> writer.begin(1, 1L << 32));
        writer.begin(1, 10);
        assertThrows(IllegalArgumentException.class, () -> writer.payload(new byte[3], 0, 3));
        assertThrows(IllegalStateException.class, () -> writer.begin(1, 8));
        assertThrows(IllegalStateException.class, () -> writer.record(new byte[8], 0, 8));
        assertThrows(IllegalStateException.class, writer::close);
        writer.payload(new byte[2], 0, 2);
        writer.flush();
        assertEquals(10, out.size());
    }

    @Test
    void largeAndSmallPiecesKeepTheirOrder() throws IOException {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 7);
        try (FrameWriter writer = new FrameWriter(out, ByteOrderView.BIG)) {
            writer.begin(1, 9);
            writer.payload(new byte[] {1}, 0, 1);
            writer.begin(2, 8 + large.length);
            writer.payload(large, 0, large.length);
            writer.raw(new byte[] {3}, 0, 1);
        }
        byte[] all = out.toByteArray();
        assertEquals(9 + 8 + large.length + 1, all.length);
        assertEquals(1, all[8]);
        assertEquals(7, all[17]);
        assertEquals(3, all[all.length - 1]);
    }
}
