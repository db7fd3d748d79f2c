// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every image survives every notation byte for byte, and the input is told from its first bytes. */
class TextFormTest {

    static byte[] run(Step step, byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        step.run(reopenable(input), out);
        return out.toByteArray();
    }

    private static Reopenable reopenable(byte[] input) {
        return () -> new ByteSource(new ByteArrayInputStream(input), "test");
    }

    private static Step from(TextForm form) {
        return new FromDocument(form, ReadLimits.standard(), Optional.empty());
    }

    private static Step to(TextForm form) {
        return new ToDocument(form, Pages.INLINE, ReadLimits.standard(), "test");
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    void imagesComeBackFromEveryNotation(TextForm form) throws IOException {
        int images = 0;
        for (String folder : new String[] {"good", "real", "samples"}) {
            for (String image : TestImages.in(folder)) {
                byte[] bytes = TestImages.bytes(image);
                byte[] document = run(to(form), bytes);
                InputKind kind = InputKind.of(reopenable(document).open());
                assertEquals(form == TextForm.YAML ? InputKind.YAML : InputKind.JSON, kind, image);
                assertEquals(InputKind.IMAGE, InputKind.of(reopenable(bytes).open()), image);
                assertArrayEquals(bytes, run(from(form), document), image);
                images++;
            }
        }
        assertTrue(images > 170, images + " images");
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    void base64OfAnyLengthComesBack(TextForm form) throws IOException {
        String lines = new String(run(to(TextForm.JSONL), TestImages.bytes("good/no-files.ckpt")),
                StandardCharsets.UTF_8);
        for (int length : new int[] {1, 56, 57, 58, 76, 77, 1024, 5000, 48 << 10, (48 << 10) + 1, 200_000}) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            String base64 = '"' + Base64.getEncoder().encodeToString(payload) + '"';
            String edited = lines.replaceFirst("(\"type\":\"CRED\",.*)}\n", "$1,\"trailing\":" + base64
                    + "}\n{\"type\":4711,\"data\":" + base64 + "}\n");
            byte[] image = run(from(TextForm.JSONL), edited.getBytes(StandardCharsets.UTF_8));
            assertTrue(image.length > 2 * length);
            assertArrayEquals(image, run(from(form), run(to(form), image)), length + " bytes");
        }
    }

    @Test
    void base64MayBeBrokenIntoLines() throws IOException {
        byte[] image = TestImages.bytes("good/pages.ckpt");
        String yaml = new String(run(to(TextForm.YAML), image), StandardCharsets.UTF_8);
        String broken = yaml.replaceFirst("(?m)^( *)pages: \"([^\"]{60})([^\"]*)\"",
                "$1pages: !!binary |-\n$1  $2\n$1  $3");
        assertNotEquals(yaml, broken);
        assertArrayEquals(image, run(from(TextForm.YAML), broken.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesAreOneForTheFormatAndOneForEachRecord() throws IOException {
        String lines = new String(run(to(TextForm.JSONL), TestImages.bytes("good/one.ckpt")),
                StandardCharsets.UTF_8);
        assertTrue(lines.endsWith("}\n"), lines);
        String[] each = lines.split("\n");
        assertTrue(each[0].startsWith("{\"schema\":\"ckpt-image/image/1\""), each[0]);
        assertTrue(each[1].startsWith("{\"type\":\"HEADER\""), each[1]);
        assertTrue(each[each.length - 1].startsWith("{\"type\":\"TAIL\""), each[each.length - 1]);
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    void everyCutOfADocumentIsAFinding(TextForm form) throws IOException {
        byte[] document = run(to(form), TestImages.bytes("good/no-files.ckpt"));
        for (int length = 0; length < document.length - 2; length += 1 + document.length / 150) {
            byte[] cut = Arrays.copyOf(document, length);
            try {
                byte[] image = run(from(form), cut);
                // a cut between two lines, or between two records of YAML, leaves a document
                assertTrue(form != TextForm.JSON && image.length < document.length, "length " + length);
            } catch (ImageException e) {
                assertEquals("CKS019", e.finding().rule().name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    void aByteOrderMarkIsSkipped(TextForm form) throws IOException {
        byte[] image = TestImages.bytes("good/one.ckpt");
        byte[] document = run(to(form), image);
        byte[] marked = new byte[document.length + 3];
        System.arraycopy(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, marked, 0, 3);
        System.arraycopy(document, 0, marked, 3, document.length);
        assertEquals(form == TextForm.YAML ? InputKind.YAML : InputKind.JSON,
                InputKind.of(reopenable(marked).open()));
        assertArrayEquals(image, run(from(form), marked));
    }

    @Test
    void aControlCharacterInYamlIsToldAtItsPlace() throws IOException {
        byte[] yaml = run(to(TextForm.YAML), TestImages.bytes("good/one.ckpt"));
        yaml[100] = 0x1b;
        assertEquals(InputKind.YAML, InputKind.of(reopenable(yaml).open()));
        ImageException e = Assertions.assertThrows(ImageException.class,
                () -> run(from(TextForm.YAML), yaml));
        assertEquals("CKS019", e.finding().rule().name());
        assertEquals(100, e.finding().where().offset());
    }

    /** The parser would take the square of their time, or hold them as a whole. */
    @Test
    void longTextsInYamlAreRefused() throws IOException {
        String line = "x".repeat(1 << 16);
        for (String text : new String[] {'"' + line.repeat(5) + '"', "|\n" + ("  " + line + "\n").repeat(5),
            "\"" + (line + "\n  ").repeat(5) + '"'}) {
            ImageException e = Assertions.assertThrows(ImageException.class, () -> run(from(TextForm.YAML),
                    ("schema: " + text + "\n").getBytes(StandardCharsets.UTF_8)));
            assertTrue(e.getMessage().contains("is longer than 262144 bytes"), e.getMessage());
        }
    }

    @Test
    void whatIsNoYamlIsAFinding() {
        for (String text : new String[] {"a: b: c", "- [", "schema: !!java.lang.String x", "%YAML 9",
                "x: \u0007",
            "schema: &a ckpt-image/image/1\nformat: *a", "? [a]\n: b", "a: |\n b\n  c"}) {
            ImageException e = Assertions.assertThrows(ImageException.class,
                    () -> run(from(TextForm.YAML), text.getBytes(StandardCharsets.UTF_8)), text);
            assertEquals("CKS019", e.finding().rule().name());
        }
    }
}
