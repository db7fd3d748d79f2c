// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.DwarfFacts;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated classes against the same facts: every field has the bytes that the header puts there. */
class KaitaiLayoutTest {
    private static final Path SPECS = Path.of("src/main/ksy");
    private static final Set<String> NETWORK_ORDER = DwarfFacts.networkOrder();

    /** Numbers of elements that the test records announce, by struct and field. */
    private static final Map<String, Map<String, Integer>> COUNTS = Map.of(
            "ckpt_hdr_groupinfo", Map.of("ngroups", 3),
            "ckpt_hdr_sigpending", Map.of("nr_pending", 2),
            "ckpt_pids", Map.of("depth", 2),
            "ckpt_ext_user_ns_map", Map.of("nr_uid", 2, "nr_gid", 1));
    private static final Map<String, Integer> ELEMENTS = Map.of("groups", 3, "siginfo", 2, "numbers", 3,
            "extents", 3, "action", 64);
    private static final int SLACK = 8;

    static Stream<Arguments> layouts() {
        return Stream.of(FormatVersion.values())
                .flatMap(v -> Stream.of(Abi.values()).map(a -> Arguments.of(v, a)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsWhatTheHeaderSaysAndWritesItBack(FormatVersion version, Abi abi) throws Exception {
        List<Spec> specs = Spec.readAll(SPECS);
        Random random = new Random(version.stamp() * 31L + abi.specCode());
        for (Map.Entry<String, DwarfFacts.Struct> fact : facts(version, abi).entrySet()) {
            int found = 0;
            for (Spec spec : specs) {
                for (SpecType type : spec.types().values()) {
                    if (type.struct().filter(fact.getKey()::equals).isPresent() && type.in(version, abi)) {
                        check(spec, type, version, abi, fact.getValue(), random, true);
                        check(spec, type, version, abi, fact.getValue(), random, false);
                        found++;
                    }
                }
            }
            assertEquals(1, found, fact.getKey());
        }
    }

    /** Structs of the headers; what they do not have, or not yet, is taken from the compiled layouts. */
    private static Map<String, DwarfFacts.Struct> facts(FormatVersion version, Abi abi) throws IOException {
        Map<String, DwarfFacts.Struct> found = new HashMap<>(DwarfFacts.structs(version, abi));
        Layouts layouts = Layouts.of(version, abi);
        for (String name : layouts.names()) {
            StructLayout layout = layouts.find(name).orElseThrow();
            found.putIfAbsent(name, new DwarfFacts.Struct(layout.size(), layout.fields()));
        }
        return found;
    }

    private static void check(Spec spec, SpecType type, FormatVersion version, Abi abi,
            DwarfFacts.Struct fact, Random random, boolean little) throws ReflectiveOperationException {
        String place = type.id() + " of " + spec.file() + (little ? ", little-endian" : ", big-endian");
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] bytes = record(type, fact, random, order);
        KaitaiRecord record = KaitaiRecord.read(spec, type, version, abi, little, bytes);
        for (FieldLayout field : fact.fields()) {
            compare(record.value(field.name()), field, bytes, order, place + ": " + field.name());
        }
        assertArrayEquals(bytes, record.written(bytes.length), place);
    }

    /** Random bytes with the counts and the length set, and slack if the type keeps it. */
    private static byte[] record(SpecType type, DwarfFacts.Struct fact, Random random, ByteOrder order) {
        int length = fact.size();
        for (FieldLayout field : fact.fields()) {
            int elements = ELEMENTS.getOrDefault(field.name(), field.count());
            length = Math.max(length, field.offset() + field.size() * elements);
        }
        length += type.fields().stream().anyMatch(SpecField::open) ? SLACK : 0;
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Map<String, Integer> preset = new HashMap<>(
                COUNTS.getOrDefault(type.struct().orElseThrow(), Map.of()));
        preset.put("h.len", length);
        for (FieldLayout field : fact.fields()) {
            if (preset.containsKey(field.name())) {
                ByteBuffer.wrap(bytes).order(order).putInt(field.offset(), preset.get(field.name()));
            }
        }
        return bytes;
    }

    private static void compare(Object value, FieldLayout field, byte[] bytes, ByteOrder imageOrder,
            String place) {
        String last = field.name().substring(field.name().lastIndexOf('.') + 1);
        ByteOrder order = NETWORK_ORDER.contains(last) ? ByteOrder.BIG_ENDIAN
                : last.equals("arch_id") ? ByteOrder.LITTLE_ENDIAN : imageOrder;
        if (value instanceof Number number) {
            assertEquals(1, field.count(), place);
            assertEquals(number(bytes, field, 0, order), number.longValue(), place);
        } else if (value instanceof byte[] raw) {
            assertEquals(1, field.size(), place);
            assertArrayEquals(Arrays.copyOfRange(bytes, field.offset(), field.end()), raw, place);
        } else if (value instanceof List<?> list) {
            assertEquals(ELEMENTS.getOrDefault(field.name(), field.count()), list.size(), place);
            for (int i = 0; i < list.size() && list.get(i) instanceof Number number; i++) {
                assertEquals(number(bytes, field, i, order), number.longValue(), place);
            }
        } else {
            assertTrue(value == null, place);
        }
    }

    private static long number(byte[] bytes, FieldLayout field, int index, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        int at = field.offset() + index * field.size();
        boolean signed = field.kind() == FieldLayout.Kind.SIGNED;
        return switch (field.size()) {
            case 1 -> signed ? buffer.get(at) : buffer.get(at) & 0xff;
            case 2 -> signed ? buffer.getShort(at) : buffer.getShort(at) & 0xffff;
            case 4 -> signed ? buffer.getInt(at) : buffer.getInt(at) & 0xffff_ffffL;
            default -> buffer.getLong(at);
        };
    }
}
