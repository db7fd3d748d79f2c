// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final FormatVersion VERSION = FormatVersion.V21;
    private static final int STRING = RecordType.STRING.code(VERSION);
    private static final int BUFFER = RecordType.BUFFER.code(VERSION);
    private static final int FRAG = RecordType.SOCKET_FRAG.code(VERSION);

    private static FrameReader reader(byte[] bytes) {
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes), "image");
        return new FrameReader(source, ByteOrderView.BIG, VERSION, ReadLimits.standard());
    }

    private static byte[] records(int... typesAndLengths) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 22);
        for (int i = 0; i < typesAndLengths.length; i += 2) {
            int start = bytes.position();
            bytes.putInt(typesAndLengths[i]).putInt(typesAndLengths[i + 1]);
            bytes.position(start + Math.max(8, typesAndLengths[i + 1]));
        }
        byte[] cut = new byte[bytes.position()];
        bytes.flip();
        bytes.get(cut);
        return cut;
    }

    private static void assertBroken(byte[] bytes, int before, long offset) throws IOException {
        FrameReader reader = reader(bytes);
        for (int i = 0; i < before; i++) {
            assertTrue(reader.next());
        }
        ImageException failure = assertThrows(ImageException.class, () -> {
            reader.next();
            reader.finish();
        });
        assertEquals(Rule.CKS002, failure.finding().rule());
        assertEquals(offset, failure.finding().where().offset());
    }

    @Test
    void recordsFollowOneAnother() throws IOException {
        FrameReader reader = reader(records(STRING, 13, BUFFER, 100, 777, 8));
        assertTrue(reader.next());
        assertEquals(RecordType.STRING, reader.frame().type());
        assertEquals(13, reader.frame().length());
        assertTrue(reader.frame().isHeld());
        assertTrue(reader.next());
        assertEquals(13, reader.frame().offset());
        assertFalse(reader.frame().isHeld());
        assertEquals(92, reader.unread());
        assertTrue(reader.next());
        assertEquals(113, reader.frame().offset());
        assertEquals("type 777", reader.frame().typeName());
        assertFalse(reader.next());
        assertFalse(reader.isCut());
    }

    @Test
    void aPayloadIsReadInPieces() throws IOException {
        byte[] bytes = records(BUFFER, 20, STRING, 9);
        bytes[8] = 42;
        bytes[13] = 43;
        FrameReader reader = reader(bytes);
        reader.next();
        assertEquals(42, reader.frame().bytes()[reader.payload(5)]);
        assertEquals(43, reader.frame().bytes()[reader.payload(1)]);
        assertEquals(6, reader.unread());
        assertThrows(IllegalArgumentException.class, () -> reader.payload(7));
        assertTrue(reader.next());
        assertEquals(20, reader.frame().offset());
    }

    @Test
    void thePageBehindAFragmentBelongsToIt() throws IOException {
        byte[] bytes = Arrays.copyOf(records(FRAG, 16), 16 + FrameReader.RAW_PAGE + 9);
        ByteBuffer.wrap(bytes).putInt(16 + FrameReader.RAW_PAGE, STRING).putInt(20 + FrameReader.RAW_PAGE, 9);
        FrameReader reader = reader(bytes);
        assertTrue(reader.next());
        assertEquals(FrameReader.RAW_PAGE, reader.unread());
        assertTrue(reader.next());
        assertEquals(RecordType.STRING, reader.frame().type());
        assertBroken(Arrays.copyOf(bytes, 2000), 0, 4);
    }

    @Test
    void aLengthBelowEightIsBroken() throws IOException {
        assertBroken(records(STRING, 9, STRING, 7), 1, 13);
        assertBroken(records(STRING, 0), 0, 4);
        assertBroken(records(BUFFER, 4), 0, 4);
    }

    @Test
    void aCutHeaderIsBroken() throws IOException {
        for (int left = 1; left < 8; left++) {
            assertBroken(Arrays.copyOf(records(STRING, 9, STRING, 9), 9 + left), 1, 9);
        }
    }

    @Test
    void aCutBodyIsBroken() throws IOException {
        assertBroken(Arrays.copyOf(records(STRING, 30), 29), 0, 4);
        assertBroken(Arrays.copyOf(records(BUFFER, 30), 29), 0, 4);
    }

    @Test
    void aHugeLengthIsBrokenAndTakesNoMemory() throws IOException {
        byte[] bytes = records(STRING, 9);
        ByteBuffer.wrap(bytes).putInt(4, -1);
        assertBroken(bytes, 0, 4);
        ByteBuffer.wrap(bytes).putInt(0, BUFFER);
        assertBroken(bytes, 0, 4);
    }

    @Test
    void aRecordAboveTheLimitIsNotHeld() throws IOException {
        int limit = ReadLimits.standard().maxRecord();
        FrameReader reader = reader(records(STRING, limit, STRING, limit + 1, STRING, 9));
        reader.next();
        assertTrue(reader.frame().isHeld());
        reader.next();
        assertFalse(reader.frame().isHeld());
        assertTrue(reader.next());
        assertEquals(9, reader.frame().length());
    }
}
