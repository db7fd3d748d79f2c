// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.Tars;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives copied with and without changes. */
class TarCopyTest {
    private static final String LONG = "d/".repeat(90) + "core-1.img";

    /** One file becomes something else. */
    private record Edit(String file, byte[] content) implements EntryEdit {
        @Override
        public boolean concerns(EntryName name) {
            return name.path().equals(file);
        }

        @Override
        public byte[] edit(CheckpointEntry entry) {
            return content;
        }
    }

    private static final Edit NONE = new Edit("?", new byte[0]);

    private static byte[] copy(byte[] archive, EntryEdit edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TarCopy("a.tar", ArchiveLimits.standard(), edit).copy(new ByteArrayInputStream(archive), out);
        return out.toByteArray();
    }

    private static byte[] small() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("inventory.img", new byte[700]);
        files.put(LONG, new byte[513]);
        files.put("empty", new byte[0]);
        files.put("last", new byte[512]);
        return Tars.of(files);
    }

    private static Map<String, String> readByOther(byte[] archive) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                content.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a09-podman-tar", "a12-crio"})
    void unchangedArchivesAreTheSameBytes(String name) throws IOException {
        byte[] archive = CriuCases.archive(name).orElseThrow();
        assertArrayEquals(archive, copy(archive, NONE));
    }

    @Test
    void paddingThatIsNotZeroStays() throws IOException {
        byte[] archive = small();
        Arrays.fill(archive, 512 + 700, 512 + 1024, (byte) 0x55);
        assertArrayEquals(archive, copy(archive, NONE));
        // also where a file of the same length takes the place
        byte[] after = copy(archive, new Edit("inventory.img", new byte[700]));
        assertArrayEquals(archive, after);
    }

    @Test
    void compressedArchivesAreCopiedPlain() throws IOException {
        byte[] archive = small();
        for (Compression compression : Compression.values()) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = compression.to(packed)) {
                out.write(archive);
            }
            assertArrayEquals(archive, copy(packed.toByteArray(), NONE));
            assertEquals(compression, Compression.of(new ByteArrayInputStream(packed.toByteArray()))
                    .orElseThrow());
        }
        assertTrue(Compression.of(new ByteArrayInputStream(archive)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 514, 1024, 70000})
    void anotherLengthChangesSizeAndChecksumOnly(int length) throws IOException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'x');
        byte[] archive = small();
        Map<String, String> expected = readByOther(archive);
        expected.put(LONG, "x".repeat(length));
        byte[] after = copy(archive, new Edit(LONG, content));
        assertEquals(expected, readByOther(after));
        List<Finding> findings = new ArrayList<>();
        CheckpointFiles files = CriuCases.open(after, findings);
        while (files.next().isPresent()) {
            assertEquals(List.of(), findings);
        }
        // inventory.img, then the extended header and the header of the long name
        int header = 512 + 1024 + 1024;
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < header + 512; i++) {
            if (archive[i] != after[i]) {
                changed.add(i - header);
            }
        }
        assertTrue(changed.stream().allMatch(i -> i >= 124 && i < 135 || i >= 148 && i < 154), "" + changed);
    }

    @Test
    void binarySizesStayBinary() throws IOException {
        byte[] archive = Tars.of(Map.of("a", new byte[600]));
        byte[] block = Arrays.copyOf(archive, 512);
        Arrays.fill(block, 124, 136, (byte) 0);
        block[124] = (byte) 0x80;
        block[134] = 600 >> 8;
        block[135] = (byte) 600;
        System.arraycopy(new TarBlock(block).resized(600), 0, archive, 0, 512);
        byte[] after = copy(archive, new Edit("a", new byte[70000]));
        assertEquals((byte) 0x80, after[124]);
        assertEquals(70000, readByOther(after).get("a").length());
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 513})
    void aLengthInAnExtendedHeaderIsRefused(int inBlock) {
        byte[] pax = "12 size=513\n".getBytes(StandardCharsets.US_ASCII);
        byte[] archive = small();
        // that of the long name: path=...
        byte[] record = Arrays.copyOfRange(archive, 2048, 2048 + 512);
        System.arraycopy(record, 0, archive, 2048 + pax.length, 512 - pax.length);
        System.arraycopy(pax, 0, archive, 2048, pax.length);
        byte[] head = Arrays.copyOfRange(archive, 1536, 2048);
        int length = new String(record, StandardCharsets.US_ASCII).indexOf('\n') + 1 + pax.length;
        System.arraycopy(new TarBlock(head).resized(length), 0, archive, 1536, 512);
        byte[] own = Arrays.copyOfRange(archive, 2560, 3072);
        System.arraycopy(new TarBlock(own).resized(inBlock), 0, archive, 2560, 512);
        ImageException e = assertThrows(ImageException.class, () -> copy(archive, new Edit(LONG,
                new byte[1])));
        assertEquals(Rule.CKS012, e.finding().rule());
    }

    @Test
    void cutArchivesAreFindings() {
        byte[] archive = small();
        int end = archive.length;
        while (archive[end - 1] == 0) {
            end--;
        }
        int cut = 0;
        for (int length = 0; length < end; length += length % 512 < 2 ? 1 : 255) {
            byte[] part = Arrays.copyOf(archive, length);
            ImageException e = assertThrows(ImageException.class, () -> copy(part, NONE), "" + length);
            assertTrue(e.finding().rule() == Rule.CKS002 || e.finding().rule() == Rule.CKS004, "" + length);
            cut++;
        }
        assertTrue(cut > 20);
    }

    /** Bytes that nobody keeps. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int n) {
            if (left <= 0) {
                return -1;
            }
            int got = (int) Math.min(n, left);
            Arrays.fill(bytes, from, from + got, (byte) 0);
            left -= got;
            return got;
        }
    }

    @Test
    void endlessPaddingIsPassedThrough() throws IOException {
        byte[] archive = small();
        long zeros = 3L << 30;
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(archive), new Zeros(zeros));
        long[] written = {0};
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int n) {
                written[0] += n;
            }
        };
        new TarCopy("a.tar", ArchiveLimits.standard(), NONE).copy(in, out);
        assertEquals(archive.length + zeros, written[0]);
    }
}
