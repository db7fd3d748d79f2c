// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.ckptimage.codec.ImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes a document may have, wherever they stand. */
class DocumentTextTest {
    private static final int LENGTH = 40;

    private static byte[] with(byte[] middle, int at) {
        byte[] text = new byte[LENGTH];
        Arrays.fill(text, (byte) 'a');
        System.arraycopy(middle, 0, text, at, middle.length);
        return text;
    }

    private static DocumentText of(byte[] text) {
        return new DocumentText(new ByteArrayInputStream(text), "test.json", LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "~", "\t", "\n", "\r", "\u007f", "\u0080", "\u00e9", "\u0800", "\u20ac",
        "\ud7ff", "\ue000", "\uffff", "\ud83d\ude00", "\udbff\udfff", "  \u00e9\u00e9\n\n"})
    void charactersStandAnywhere(String characters) throws IOException {
        byte[] middle = characters.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + middle.length <= LENGTH; at++) {
            byte[] text = with(middle, at);
            assertArrayEquals(text, of(text).readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "1f", "1fff", "80", "bf", "c080", "c1bf", "c261", "e09fbf", "e28261",
        "eda080", "f08fbfbf", "f09f9861", "f4908080", "f5808080", "ff", "20001f"})
    void otherBytesAreRefusedAnywhere(String hex) throws IOException {
        byte[] middle = HexFormat.of().parseHex(hex);
        for (int at = 0; at + middle.length <= LENGTH; at++) {
            byte[] text = with(middle, at);
            DocumentText document = of(text);
            byte[] good = document.readNBytes(at);
            assertArrayEquals(Arrays.copyOf(text, at), good);
            ImageException refused = assertThrows(ImageException.class, document::readAllBytes);
            long offset = refused.finding().where().offset();
            assertTrue(offset >= at && offset < at + middle.length, () -> "offset " + offset);
        }
    }

    @Test
    void aTextThatEndsWithinACharacterIsRefused() {
        byte[] text = with(new byte[] {(byte) 0xe2, (byte) 0x82}, LENGTH - 2);
        ImageException refused = assertThrows(ImageException.class, () -> of(text).readAllBytes());
        assertEquals(LENGTH, refused.finding().where().offset());
    }
}
