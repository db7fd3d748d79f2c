// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of records, objects, architectures and versions against the historic headers. */
class CodesTest {
    private static final int FIRST_EXTENSION = 8001;
    private static final int LAST_EXTENSION = 8003;

    static Stream<FormatVersion> documented() {
        return DwarfFacts.documented().stream();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void recordTypes(FormatVersion version) {
        Map<String, Integer> expected = stripped(DwarfFacts.enumOf("header_types", version), "CKPT_HDR_");
        expected.putAll(stripped(DwarfFacts.enumOf("x86_header_types", version), "CKPT_HDR_"));
        Map<String, Integer> codes = codes(RecordType.values(), t -> t.code(version));
        codes.values().removeIf(code -> code >= FIRST_EXTENSION && code <= LAST_EXTENSION);
        assertEquals(expected, codes);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void objectTypes(FormatVersion version) {
        Map<String, Integer> expected = stripped(DwarfFacts.enumOf("obj_type", version), "CKPT_OBJ_");
        expected.keySet().removeAll(List.of("IGNORE", "MAX"));
        assertEquals(expected, codes(ObjType.values(), t -> t.code(version)));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void architectures(FormatVersion version) {
        assertEquals(stripped(DwarfFacts.enumOf("arch_id", version), "CKPT_ARCH_"),
                codes(Abi.values(), a -> a.archId(version)));
    }

    private static Map<String, Integer> stripped(Map<String, Integer> values, String prefix) {
        Map<String, Integer> found = new TreeMap<>();
        values.forEach((name, code) -> {
            assertTrue(name.startsWith(prefix), name);
            found.put(name.substring(prefix.length()), code);
        });
        return found;
    }

    private static <E extends Enum<E>> Map<String, Integer> codes(E[] values, ToIntFunction<E> code) {
        Map<String, Integer> found = new TreeMap<>();
        for (E value : values) {
            if (code.applyAsInt(value) != CodeTable.NONE) {
                found.put(value.name(), code.applyAsInt(value));
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(FormatVersion.class)
    void numbersLeadBackToNames(FormatVersion version) {
        for (RecordType type : RecordType.values()) {
            if (type.in(version)) {
                assertEquals(Optional.of(type), RecordType.of(version, type.code(version)));
            }
        }
        for (ObjType type : ObjType.values()) {
            if (type.in(version)) {
                assertEquals(Optional.of(type), ObjType.of(version, type.code(version)));
            }
        }
        for (Abi abi : Abi.values()) {
            if (abi.archId(version) != CodeTable.NONE) {
                assertEquals(Optional.of(abi), Abi.of(version, abi.archId(version)));
            }
        }
        assertTrue(RecordType.of(version, 9998).isEmpty());
        assertTrue(ObjType.of(version, 0).isEmpty());
        assertTrue(Abi.of(version, 0).isEmpty());
    }

    @Test
    void versionsAreThoseOfTheHeaders() {
        for (JsonNode fact : DwarfFacts.versions()) {
            FormatVersion version = FormatVersion.ofLabel(fact.get("label").asText()).orElseThrow();
            assertEquals(fact.get("CHECKPOINT_VERSION").asInt(), version.rev(), version.label());
            int stamp = Integer.parseInt(fact.get("date").asText().replace("-", ""));
            // Two headers have the date of 30 March 2010; stamps must differ and keep the order.
            assertEquals(version == FormatVersion.V20 ? stamp + 1 : stamp, version.stamp(), version.label());
        }
        assertEquals(DwarfFacts.documented(),
                Stream.of(FormatVersion.values()).filter(v -> !v.reconstructed()).toList());
    }

    @Test
    void stampsRise() {
        FormatVersion[] versions = FormatVersion.values();
        for (int i = 1; i < versions.length; i++) {
            assertTrue(versions[i - 1].stamp() < versions[i].stamp(), versions[i].label());
        }
    }

    @Test
    void v16NumbersAreAsPosted() {
        Map<RecordType, Integer> posted = Map.of(RecordType.HEADER, 1, RecordType.HEADER_ARCH, 2,
                RecordType.BUFFER, 3, RecordType.STRING, 4, RecordType.OBJREF, 5, RecordType.TREE, 101,
                RecordType.TASK, 102, RecordType.TASK_OBJS, 103, RecordType.RESTART_BLOCK, 104);
        posted.forEach((type, code) -> assertEquals(code, type.code(FormatVersion.V16), type.name()));
    }
}
