// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frame of image files: heads, sizes, bytes behind entries, messages. */
class CriuImageTest {
    static List<String> cases() {
        return CriuCases.names();
    }

    private static Optional<CriuImageReader> open(byte[] image) throws IOException {
        return CriuImageReader.open(new ByteSource(new ByteArrayInputStream(image), "image"),
                CriuLimits.standard());
    }

    /** Gives one byte at a time. */
    private static InputStream slow(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int n) {
                return super.read(into, from, Math.min(n, 1));
            }
        };
    }

    private static byte[] copy(CriuImageReader reader) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CriuImageWriter writer = new CriuImageWriter(out, reader.head());
        for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            assertEquals(out.size(), next.get().offset());
            writer.message(next.get().message());
            byte[] extra = reader.extraStream().readAllBytes();
            writer.extra(extra, 0, extra.length);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyImageIsWrittenAsItWasRead(String name) throws IOException {
        int framed = 0;
        for (Map.Entry<String, byte[]> file : CriuCases.files(name).entrySet()) {
            Optional<CriuImageReader> reader = open(file.getValue());
            if (reader.isPresent()) {
                framed++;
                assertArrayEquals(file.getValue(), copy(reader.get()), file.getKey());
                ByteSource slow = new ByteSource(slow(file.getValue()), "slow");
                assertArrayEquals(file.getValue(),
                        copy(CriuImageReader.open(slow, CriuLimits.standard()).orElseThrow()), file.getKey());
            }
        }
        assertTrue(framed >= 12, framed + " images");
    }

    /** So fields can be edited and everything else stays as CRIU wrote it. */
    @ParameterizedTest
    @MethodSource("cases")
    void everyKnownMessageIsWrittenFromItsFields(String name) throws IOException {
        int messages = 0;
        for (Map.Entry<String, byte[]> file : CriuCases.files(name).entrySet()) {
            Optional<CriuImageReader> reader = open(file.getValue());
            if (reader.isEmpty()) {
                continue;
            }
            for (Optional<CriuEntry> next = reader.get().next(); next.isPresent(); next = reader.get()
                    .next()) {
                int index = next.get().index();
                Optional<Message> prototype = reader.get().head().type().flatMap(type ->
                        type.prototype(index));
                if (prototype.isPresent()) {
                    messages++;
                    CriuMessage message = CriuMessage.parse(next.get().message(), prototype.get());
                    assertTrue(message.canonical(), file.getKey());
                    assertArrayEquals(next.get().message(), message.fields().toByteArray(), file.getKey());
                }
            }
        }
        assertTrue(messages >= 12, messages + " messages");
    }

    @Test
    void unchangedMessageKeepsItsBytes() throws IOException {
        // uid twice, a number of three bytes that needs one, fields out of order, an unknown field
        byte[] odd = {0x10, 5, 0x08, 1, 0x08, (byte) 0x82, (byte) 0x80, 0, (byte) 0xa0, 6, 9};
        CriuMessage message = CriuMessage.parse(odd, CredsEntry.getDefaultInstance());
        assertEquals(2, ((CredsEntry) message.fields()).getUid());
        CriuMessage same = message.with(((CredsEntry) message.fields()).toBuilder().setUid(2).buildPartial());
        assertArrayEquals(odd, same.bytes());
        CriuMessage changed = message.with(((CredsEntry) message.fields()).toBuilder().setUid(3)
                .buildPartial());
        assertArrayEquals(new byte[] {0x08, 3, 0x10, 5, (byte) 0xa0, 6, 9}, changed.bytes());
    }

    private static byte[] image(ImageType type, byte[]... pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CriuImageWriter writer = new CriuImageWriter(out, ImageHead.of(type));
        for (byte[] piece : pieces) {
            writer.extra(piece, 0, piece.length);
        }
        return out.toByteArray();
    }

    private static byte[] entry(int... message) {
        byte[] bytes = new byte[4 + message.length];
        bytes[0] = (byte) message.length;
        for (int i = 0; i < message.length; i++) {
            bytes[4 + i] = (byte) message[i];
        }
        return bytes;
    }

    /** Lengths of what stands behind the entries. */
    private static List<Long> extras(byte[] image) throws IOException {
        CriuImageReader reader = open(image).orElseThrow();
        List<Long> extras = new ArrayList<>();
        for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            extras.add(next.get().extra());
        }
        return extras;
    }

    @Test
    void everyKindOfBytesBehindEntries() throws IOException {
        assertEquals(List.of(3L, 0L), extras(image(ImageType.SK_QUEUES, entry(8, 1, 16, 3), new byte[3],
                entry(8, 1))));
        assertEquals(List.of(7L), extras(image(ImageType.TCP_STREAM, entry(8, 3, 24, 4), new byte[7])));
        assertEquals(List.of(8L), extras(image(ImageType.IPCNS_SHM, entry(16, 5), new byte[8])));
        assertEquals(List.of(16L), extras(image(ImageType.IPCNS_SEM, entry(16, 5), new byte[16])));
        assertEquals(List.of(9L), extras(image(ImageType.BPFMAP_DATA, entry(16, 4, 24, 5), new byte[9])));
        assertEquals(List.of(0L, 16L, 0L, 0L), extras(image(ImageType.IPCNS_MSG, entry(24, 2), entry(8, 1, 16,
                9),
                new byte[16], entry(8, 1), entry(24, 0))));
        assertEquals(List.of(-1L), extras(image(ImageType.GHOST_FILE, entry(8, 1), new byte[1000])));
        assertEquals(List.of(0L, 5L, 2L), extras(image(ImageType.GHOST_FILE, entry(8, 1, 72, 1), entry(8, 5),
                new byte[5], entry(8, 2), new byte[2])));
    }

    private static Finding failure(byte[] image) {
        ImageException failed = assertThrows(ImageException.class, () -> extras(image));
        assertEquals("image", failed.finding().where().file());
        return failed.finding();
    }

    @Test
    void wrongSizes() throws IOException {
        Finding negative = failure(image(ImageType.FILES, new byte[] {-1, -1, -1, -1}));
        assertEquals(Rule.CKS013, negative.rule());
        assertEquals(8, negative.where().offset());
        assertEquals("-1", negative.got());
        Finding beyond = failure(image(ImageType.FILES, entry(8, 1), new byte[] {-1, -1, -1, 0x7f, 1, 2}));
        assertEquals(Rule.CKS013, beyond.rule());
        assertEquals(14, beyond.where().offset());
        assertEquals("at most 2 bytes", beyond.expected());
        assertEquals(Rule.CKS013, failure(image(ImageType.FILES, new byte[] {1, 0, 0})).rule());
        assertEquals(Rule.CKS013, failure(image(ImageType.PIPES_DATA, entry(16, 9), new byte[8])).rule());
        assertEquals(Rule.CKS013, failure(image(ImageType.IPCNS_MSG, entry(24, 2), entry(16, 0))).rule());
        // a length of 2^64-1 behind a piece of a ghost file
        assertEquals(Rule.CKS013, failure(image(ImageType.GHOST_FILE, entry(72, 1),
                entry(8, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1))).rule());
        byte[] long5 = new byte[5 << 20];
        long5[2] = 0x4f;
        assertEquals(Rule.CKS005, failure(image(ImageType.FILES, long5)).rule());
    }

    @Test
    void heads() throws IOException {
        assertEquals(Optional.empty(), open(new byte[0]));
        assertEquals(Optional.empty(), open(new byte[] {1, 2, 3}));
        assertEquals(Optional.empty(), open(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertEquals(Optional.empty(), open(new byte[] {0x19, 0x43, 0x56, 0x54, 1}));
        CriuImageReader unknown = open(new byte[] {0x19, 0x43, 0x56, 0x54, 1, 2, 3, 4, 0, 0, 0, 0})
                .orElseThrow();
        assertEquals("0x04030201", unknown.typeName());
        assertEquals(0, unknown.next().orElseThrow().message().length);
        CriuImageReader old = open(new byte[] {0x47, 0x38, 0x05, 0x55}).orElseThrow();
        assertEquals(ImageType.CORE, old.head().type().orElseThrow());
        assertTrue(old.head().oldForm());
    }

    @Test
    void names() {
        assertEquals(new ImageName("core", OptionalLong.of(42)), ImageName.of("core-42.img").orElseThrow());
        assertEquals(new ImageName("pstree", OptionalLong.empty()), ImageName.of("pstree.img").orElseThrow());
        assertEquals(new ImageName("pagemap-shmem", OptionalLong.of(7)),
                ImageName.of("pagemap-shmem-7.img").orElseThrow());
        assertEquals(new ImageName("tmpfs-dev", OptionalLong.of(45)),
                ImageName.of("tmpfs-dev-45.tar.gz.img").orElseThrow());
        assertEquals(OptionalLong.empty(), ImageName.of("core-042.img").orElseThrow().number());
        assertEquals(OptionalLong.empty(), ImageName.of("core-4294967296.img").orElseThrow().number());
        assertEquals(OptionalLong.of(4294967295L), ImageName.of("core-4294967295.img").orElseThrow()
                .number());
        assertEquals(OptionalLong.empty(), ImageName.of("core-.img").orElseThrow().number());
        assertEquals(OptionalLong.empty(), ImageName.of("-1.img").orElseThrow().number());
        assertEquals(Optional.empty(), ImageName.of("core-42.img.bak"));
        assertTrue(ImageName.of("pages-1.img").orElseThrow().raw());
    }

    @Test
    void typesAreToldApart() {
        for (ImageType type : ImageType.values()) {
            assertEquals(type, ImageType.ofMagic(type.magic()).orElseThrow());
            assertEquals(type, ImageType.ofStem(type.stem()).orElseThrow());
        }
    }
}
