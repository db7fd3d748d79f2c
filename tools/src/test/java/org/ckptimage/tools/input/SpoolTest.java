// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.tools.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are read twice. */
final class SpoolTest {
    @TempDir
    private Path directory;

    private static byte[] noise(int n) {
        byte[] bytes = new byte[n];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] all(ByteSource source) throws IOException {
        try (source) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (source.request(1)) {
                int n = source.available();
                bytes.write(source.buffer(), source.start(), n);
                source.consume(n);
            }
            return bytes.toByteArray();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void aCopyHasNoNameAndComesBackEachTime() throws IOException {
        byte[] bytes = noise(300_000);
        Spool spool = Spool.copy(new ByteArrayInputStream(bytes), "-", directory);
        assertEquals(List.of(), files(), "others could reach the copy");
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(bytes, all(spool.open()));
        }
        try (ByteSource one = spool.open(); ByteSource other = spool.open()) {
            one.request(200_000);
            other.request(1);
            assertEquals(bytes[0], other.buffer()[other.start()]);
        }
        spool.close();
        assertThrows(ClosedChannelException.class, spool::open);
    }

    @Test
    void aCopyIsKeptAsItIsStored() throws IOException {
        byte[] plain = Arrays.copyOf(noise(100), 500_000);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = Compression.ZST.to(stored)) {
            out.write(plain);
        }
        try (Spool spool = Spool.copy(new ByteArrayInputStream(stored.toByteArray()), "-", directory)) {
            assertArrayEquals(plain, all(spool.open()));
            assertArrayEquals(plain, all(spool.open()));
        }
    }

    @Test
    void anEmptyInput() throws IOException {
        try (Spool spool = Spool.copy(InputStream.nullInputStream(), "-", directory)) {
            assertEquals(0, all(spool.open()).length);
        }
    }

    @Test
    void anInputThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        assertEquals("unplugged", assertThrows(IOException.class,
                () -> Spool.copy(broken, "-", directory)).getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void filesAreOpenedAgain() throws IOException {
        Path file = Files.write(directory.resolve("a"), noise(1000));
        Terminal silent = new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(),
                Map.of(), "");
        Inputs inputs = new Inputs(InputStream.nullInputStream(), silent, Inputs.Progress.HIDDEN);
        try (Spool spool = inputs.spool(file.toString())) {
            assertArrayEquals(noise(1000), all(spool.open()));
            assertArrayEquals(noise(1000), all(spool.open()));
        }
        assertTrue(Files.exists(file));
        assertEquals("no such file",
                assertThrows(IOException.class, () -> inputs.spool(directory + "/b")).getMessage());
        assertEquals("is a directory", assertThrows(IOException.class,
                () -> inputs.spool(directory.toString()).open()).getMessage());
    }
}
