// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed images give the same answer; damaged ones a finding. */
final class CompressionTest {
    private static final byte[] PLAIN = TestImages.bytes("real/userns.ckpt");

    /** What images come in. */
    enum Wrapping {
        GZ, XZ, ZST, LZ4;

        byte[] wrap(byte[] bytes) throws IOException {
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            try (OutputStream out = open(stored)) {
                out.write(bytes);
            }
            return stored.toByteArray();
        }

        private OutputStream open(OutputStream out) throws IOException {
            return switch (this) {
                case GZ -> new GZIPOutputStream(out);
                case XZ -> new XZCompressorOutputStream(out);
                case ZST -> new ZstdCompressorOutputStream(out);
                case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameAnswer(Wrapping wrapping) throws IOException {
        byte[] wrapped = wrapping.wrap(PLAIN);
        for (String command : new String[] {"validate", "show"}) {
            assertEquals(CommandRun.reading(PLAIN, command, "-"), CommandRun.reading(wrapped, command, "-"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cut(Wrapping wrapping) throws IOException {
        byte[] wrapped = wrapping.wrap(PLAIN);
        for (int length = 6; length < wrapped.length; length += 499) {
            damaged(Arrays.copyOf(wrapped, length), "cut at " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changed(Wrapping wrapping) throws IOException {
        byte[] wrapped = wrapping.wrap(PLAIN);
        for (int at = 6; at < wrapped.length; at += 613) {
            byte[] changed = wrapped.clone();
            changed[at] ^= 0x55;
            CommandRun run = CommandRun.reading(changed, "validate", "--debug", "-");
            // a byte may lie in a part that nothing depends on
            assertTrue(run.status() <= 1 || run.status() == 4, "byte " + at + ": " + run);
            assertEquals("", troubles(run));
        }
    }

    /** What {@code --debug} prints besides look-ups: the stack trace of an error, if there was one. */
    private static String troubles(CommandRun run) {
        return run.err().lines().filter(line -> !line.startsWith("debug: "))
                .collect(Collectors.joining("\n"));
    }

    private static void damaged(byte[] bytes, String what) {
        CommandRun validate = CommandRun.reading(bytes, "validate", "--debug", "-");
        assertEquals(1, validate.status(), what);
        assertTrue(validate.out().contains("error[CKS002]: the "), what + ": " + validate.out());
        assertEquals("", troubles(validate), what);
        assertEquals(3, CommandRun.reading(bytes, "show", "-").status(), what);
    }
}
