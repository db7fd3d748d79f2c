// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kaitai.struct.KaitaiStruct;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;
import org.ckptimage.formats.record.Cred;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.Record;
import org.ckptimage.formats.record.Slack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-written codecs against the generated classes and the compiled layouts, in every version. */
class HotCodecTest {
    private static final int ROUNDS = 40;
    private static final int MARGIN = 5;

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.record.HotCodecs#formats")
    void agreesWithTheGeneratedClasses(FormatVersion version, Abi abi, ByteOrderView order) throws Exception {
        Random random = new Random(version.stamp() + abi.specCode());
        for (RecordType type : KaitaiOracle.TYPES) {
            HotCodec<Record> codec = HotCodecs.of(type, version, abi, order);
            for (int round = 0; round < ROUNDS; round++) {
                int length = HotCodecs.length(codec, type, random);
                byte[] bytes = HotCodecs.random(type, version, order, length, random);
                KaitaiStruct.ReadWrite oracle = KaitaiOracle.read(type, version, abi, order, bytes);
                byte[] placed = new byte[length + 2 * MARGIN];
                System.arraycopy(bytes, 0, placed, MARGIN, length);
                Record record = codec.decode(placed, MARGIN, length);
                compare(record, oracle, type + " in round " + round);
                assertEquals(length, codec.length(record));
                byte[] out = new byte[length + 2 * MARGIN];
                Arrays.fill(out, (byte) 0x5a);
                assertEquals(length, codec.encode(record, out, MARGIN));
                byte[] written = Arrays.copyOfRange(out, MARGIN, MARGIN + length);
                assertArrayEquals(KaitaiOracle.write(oracle, length), written, type.name());
                assertArrayEquals(bytes, written, type.name());
                assertTrue(out[MARGIN - 1] == 0x5a && out[MARGIN + length] == 0x5a,
                        "wrote outside the record");
            }
        }
    }

    private static void compare(Record record, KaitaiStruct.ReadWrite oracle, String place) throws Exception {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object mine = component.getAccessor().invoke(record);
            Object theirs = KaitaiOracle.value(oracle, component);
            if (record instanceof Cred cred && component.getName().equals("caps")) {
                assertEquals(KaitaiOracle.caps(oracle), cred.caps(), place);
            } else if (record instanceof Groupinfo groups && component.getName().equals("gids")) {
                List<?> list = (List<?>) theirs;
                assertEquals(list.size(), groups.ngroups(), place);
                for (int i = 0; i < list.size(); i++) {
                    assertEquals(list.get(i), groups.gid(i), place);
                }
            } else if (KaitaiOracle.isNumber(component)) {
                boolean version14 = !(oracle.getClass().getSimpleName().equals("CkptHdrCredV14"));
                boolean absent = theirs == null || component.getName().equals("version") && version14;
                long expected = absent ? 0 : ((Number) theirs).longValue();
                assertEquals(expected, ((Number) mine).longValue(), place + ": " + component.getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FormatVersion.class)
    void hasTheOffsetsOfTheLayouts(FormatVersion version) throws Exception {
        for (Abi abi : Abi.values()) {
            for (RecordType type : KaitaiOracle.TYPES) {
                StructLayout layout = Layouts.of(version, abi).find(type.struct()).orElseThrow();
                HotCodec<Record> codec = HotCodecs.of(type, version, abi, ByteOrderView.BIG);
                byte[] bytes = HotCodecs.random(type, version, ByteOrderView.BIG, layout.size(),
                        new Random(7));
                Record record = codec.decode(bytes, 0, bytes.length);
                int seen = 0;
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase();
                    if (KaitaiOracle.isNumber(component) && layout.has(name)) {
                        long value = ((Number) component.getAccessor().invoke(record)).longValue();
                        assertEquals(at(bytes, layout.field(name)), value, type + "." + name);
                        seen++;
                    }
                }
                long plain = layout.fields().stream().filter(f -> !f.name().contains(".")
                        && !f.name().startsWith("cap_") && !f.name().equals("ngroups")
                        && f.count() == 1).count();
                assertEquals(plain, seen, type + " has every field of " + version);
                assertEquals(type == RecordType.GROUPINFO ? 12 : layout.size(), codec.minLength());
            }
        }
    }

    private static long at(byte[] bytes, FieldLayout field) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (field.size() == 8) {
            return buffer.getLong(field.offset());
        }
        int value = buffer.getInt(field.offset());
        return field.kind() == FieldLayout.Kind.SIGNED ? value : value & 0xffff_ffffL;
    }

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.record.HotCodecs#formats")
    void refusesShortRecords(FormatVersion version, Abi abi, ByteOrderView order) {
        for (RecordType type : KaitaiOracle.TYPES) {
            HotCodec<Record> codec = HotCodecs.of(type, version, abi, order);
            byte[] bytes = new byte[codec.minLength()];
            for (int length = 0; length < bytes.length; length++) {
                int cut = length;
                assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes, 0, cut));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> codec.decode(bytes, 1, bytes.length));
        }
    }

    @Test
    void groupinfoGoesThroughInPieces() {
        int[] gids = new Random(3).ints(Groupinfo.MAX_GROUPS).toArray();
        for (ByteOrderView order : ByteOrderView.values()) {
            GroupinfoCodec codec = new GroupinfoCodec(FormatVersion.V21, order);
            byte[] whole = new byte[GroupinfoCodec.length(gids.length)];
            codec.encode(new Groupinfo(gids, Slack.NONE), whole, 0);
            byte[] pieces = new byte[whole.length];
            int at = codec.header(gids.length, pieces, 0);
            int[] back = new int[gids.length];
            for (int done = 0; done < gids.length; done += 1000) {
                int n = Math.min(1000, gids.length - done);
                codec.decodeGids(whole, at, back, done, n);
                at += codec.encodeGids(gids, done, n, pieces, at);
            }
            assertArrayEquals(whole, pieces);
            assertArrayEquals(gids, back);
        }
    }

    @Test
    void refusesGroupsThatTheRecordDoesNotHold() {
        GroupinfoCodec codec = new GroupinfoCodec(FormatVersion.V21, ByteOrderView.LITTLE);
        byte[] bytes = new byte[32];
        for (int ngroups : new int[] {6, 65537, -1, Integer.MIN_VALUE, 0x4000_0000}) {
            ByteOrderView.LITTLE.putI32(bytes, 8, ngroups);
            assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes, 0, bytes.length));
        }
        assertThrows(IllegalArgumentException.class, () -> new Groupinfo(new int[65537], Slack.NONE));
    }

    @Test
    void refusesSlackOfAnotherVersion() {
        TaskCodec from = new TaskCodec(FormatVersion.V18, Abi.X86_64, ByteOrderView.LITTLE);
        TaskCodec to = new TaskCodec(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE);
        byte[] bytes = new byte[72];
        bytes[29] = 1;
        var record = from.decode(bytes, 0, bytes.length);
        assertEquals(1, record.slack().count());
        assertThrows(IllegalArgumentException.class, () -> to.encode(record, new byte[100], 0));
    }
}
