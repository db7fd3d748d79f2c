// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;
import org.ckptimage.formats.record.PayloadRecord;
import org.ckptimage.formats.record.Record;
import org.ckptimage.formats.record.StructRecord;
import org.ckptimage.formats.record.UnknownRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record there is: what was read is written to the same bytes, and a bad record is refused. */
class RecordCodecTest {
    private static final ReadLimits LIMITS = ReadLimits.standard();

    static Stream<String> images() throws IOException {
        return Stream.of("real", "samples").flatMap(folder -> ImageFiles.in(folder).stream());
    }

    @ParameterizedTest
    @MethodSource("images")
    void writesEachRecordOfAnImageAsItWas(String name) throws IOException {
        byte[] image = ImageFiles.bytes(name);
        ByteSource source = new ByteSource(new ByteArrayInputStream(image), name);
        ImageFormat format = FormatDetector.detect(source, LIMITS);
        FrameReader reader = new FrameReader(source, format.order(), format.version(), LIMITS);
        RecordCodec codec = new RecordCodec(format, LIMITS, name);
        int records = 0;
        while (reader.next()) {
            int offset = Math.toIntExact(reader.frame().offset());
            int length = Math.toIntExact(reader.frame().length());
            Record record = codec.decode(reader);
            assertEquals(reader.frame().type(), record.type().orElse(null));
            assertArrayEquals(Arrays.copyOfRange(image, offset, offset + length), codec.encode(record),
                    record.toString());
            records++;
        }
        assertTrue(records > 10, name);
    }

    @ParameterizedTest
    @EnumSource(FormatVersion.class)
    void keepsGarbageInPaddingAndBehindTheEnd(FormatVersion version) throws IOException {
        Random random = new Random(version.stamp());
        for (Abi abi : Abi.values()) {
            for (ByteOrderView order : ByteOrderView.values()) {
                ImageFormat format = new ImageFormat(version, List.of(version), abi, order);
                RecordCodec codec = new RecordCodec(format, LIMITS, "");
                for (RecordType type : RecordType.values()) {
                    for (int extra = 0; type.in(version) && extra < 12; extra += 3) {
                        byte[] bytes = HotCodecs.random(type, version, order,
                                size(type, version, abi) + extra, random);
                        Record record = codec.decode(frame(bytes, version, order));
                        assertArrayEquals(bytes, codec.encode(record),
                                () -> version + " " + abi + " " + record);
                    }
                }
            }
        }
    }

    private static int size(RecordType type, FormatVersion version, Abi abi) {
        return Layouts.of(version, abi).find(type.struct()).map(StructLayout::size).orElse(8);
    }

    private static FrameReader frame(byte[] bytes, FormatVersion version, ByteOrderView order)
            throws IOException {
        FrameReader reader = new FrameReader(new ByteSource(new ByteArrayInputStream(bytes), "test"), order,
                version, LIMITS);
        assertTrue(reader.next());
        return reader;
    }

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.record.HotCodecs#formats")
    void refusesWhatIsTooShort(FormatVersion version, Abi abi, ByteOrderView order) throws IOException {
        Random random = new Random(5);
        RecordCodec codec = new RecordCodec(
                new ImageFormat(version, List.of(version), abi, order), LIMITS, "");
        for (RecordType type : RecordType.values()) {
            int least = type == RecordType.GROUPINFO ? 12 : size(type, version, abi);
            for (int length = 8; type.in(version) && length < least; length += 1 + length / 16) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                order.putI32(bytes, 0, type.code(version));
                order.putI32(bytes, 4, length);
                FrameReader reader = frame(bytes, version, order);
                ImageException refused = assertThrows(ImageException.class,
                        () -> codec.decode(reader.frame()));
                assertEquals(Rule.CKS003, refused.finding().rule());
            }
        }
    }

    @Test
    void refusesGroupsBeyondTheRecordOrTheLimit() throws IOException {
        ByteOrderView order = ByteOrderView.LITTLE;
        FormatVersion version = FormatVersion.V21;
        ImageFormat format = new ImageFormat(version, List.of(version), Abi.X86_64, order);
        for (int ngroups : new int[] {5, 65537, -1}) {
            byte[] bytes = new byte[28];
            order.putI32(bytes, 0, RecordType.GROUPINFO.code(version));
            order.putI32(bytes, 4, bytes.length);
            order.putI32(bytes, 8, ngroups);
            FrameReader reader = frame(bytes, version, order);
            RecordCodec codec = new RecordCodec(format, LIMITS, "x.ckpt");
            ImageException refused = assertThrows(ImageException.class, () -> codec.decode(reader));
            assertEquals(Rule.CKV003, refused.finding().rule());
            assertEquals(8, refused.finding().where().offset());
        }
    }

    @Test
    void keepsUnknownAndOpaqueRecords() throws IOException {
        ByteOrderView order = ByteOrderView.BIG;
        FormatVersion version = FormatVersion.V23_RC2;
        RecordCodec codec = new RecordCodec(
                new ImageFormat(version, List.of(version), Abi.S390X, order), LIMITS, "");
        byte[] bytes = {0, 0, 0x1f, 0, 0, 0, 0, 11, 1, 2, 3};
        Record record = codec.decode(frame(bytes, version, order));
        assertEquals(0x1f00, ((UnknownRecord) record).code());
        assertArrayEquals(bytes, codec.encode(record));
        order.putI32(bytes, 0, RecordType.BUFFER.code(version));
        Record buffer = codec.decode(frame(bytes, version, order));
        assertArrayEquals(new byte[] {1, 2, 3}, ((PayloadRecord) buffer).payload());
        assertArrayEquals(bytes, codec.encode(buffer));
    }

    @Test
    void namesTheStructOfAFileByItsKind() throws IOException {
        ByteOrderView order = ByteOrderView.LITTLE;
        FormatVersion version = FormatVersion.V21;
        StructLayout pipe = Layouts.of(version, Abi.X86_64).find("ckpt_hdr_file_pipe").orElseThrow();
        byte[] bytes = HotCodecs.random(RecordType.FILE, version, order, pipe.size(), new Random(1));
        order.putI32(bytes, pipe.field(pipe.has("common.f_type") ? "common.f_type" : "f_type").offset(), 2);
        StructRecord record = (StructRecord) new RecordCodec(
                new ImageFormat(version, List.of(version), Abi.X86_64, order), LIMITS, "")
                .decode(frame(bytes, version, order));
        assertEquals("ckpt_hdr_file_pipe", record.struct());
        assertEquals(order.i32(bytes, pipe.field("pipe_objref").offset()), record.number("pipe_objref"));
    }
}
