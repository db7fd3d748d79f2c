// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.FieldLayout.Display;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled layouts against the debug information of the historic headers. */
class LayoutTest {

    static Stream<Arguments> documented() {
        return DwarfFacts.documented().stream()
                .flatMap(v -> Stream.of(Abi.values()).map(a -> Arguments.of(v, a)));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyFieldIsWhereTheHeaderPutIt(FormatVersion version, Abi abi) {
        Layouts layouts = Layouts.of(version, abi);
        for (Map.Entry<String, DwarfFacts.Struct> fact : DwarfFacts.structs(version, abi).entrySet()) {
            StructLayout layout = layouts.find(fact.getKey())
                    .orElseThrow(() -> new AssertionError(fact.getKey() + " is missing"));
            assertEquals(fact.getValue().fields(), layout.fields().stream().map(LayoutTest::place).toList(),
                    fact.getKey());
            assertEquals(fact.getValue().size(), layout.size(), fact.getKey());
        }
    }

    /** What debug information knows of a field. */
    private static FieldLayout place(FieldLayout field) {
        return new FieldLayout(field.name(), field.offset(), field.size(), field.kind(), field.count());
    }

    @ParameterizedTest
    @MethodSource("documented")
    void thereIsNoStructBeyondTheHeader(FormatVersion version, Abi abi) {
        Set<String> names = new TreeSet<>(Layouts.of(version, abi).names());
        names.removeIf(n -> n.startsWith("ckpt_ext_"));
        assertEquals(DwarfFacts.structs(version, abi).keySet(), names);
    }

    @ParameterizedTest
    @EnumSource(FormatVersion.class)
    void everyRecordTypeHasItsStruct(FormatVersion version) {
        Layouts layouts = Layouts.of(version, Abi.X86_64);
        for (RecordType type : RecordType.values()) {
            if (type.in(version) && !type.struct().isEmpty()) {
                assertTrue(layouts.find(type.struct()).isPresent(), type + " in " + version);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Abi.class)
    void olderLayoutsDifferFromV18OnlyWhereKnown(Abi abi) {
        Layouts v18 = Layouts.of(FormatVersion.V18, abi);
        assertEquals(Set.of("ckpt_hdr_header", "ckpt_hdr_ns", "ckpt_hdr_task"),
                changed(v18, Layouts.of(FormatVersion.V16, abi)));
        assertEquals(Set.of("ckpt_hdr_header", "ckpt_hdr_ns", "ckpt_hdr_task", "ckpt_hdr_cred"),
                changed(v18, Layouts.of(FormatVersion.V14_CREDS, abi)));
    }

    private static Set<String> changed(Layouts one, Layouts other) {
        Set<String> kernel = new TreeSet<>(one.names());
        kernel.removeIf(n -> n.startsWith("ckpt_ext_"));
        assertEquals(kernel, new TreeSet<>(other.names()));
        Set<String> found = new TreeSet<>();
        for (String name : kernel) {
            StructLayout a = one.find(name).orElseThrow();
            StructLayout b = other.find(name).orElseThrow();
            if (a.size() != b.size() || !a.fields().equals(b.fields())) {
                found.add(name);
            }
        }
        return found;
    }

    @Test
    void v16RecordsAreAsPosted() {
        Layouts v16 = Layouts.of(FormatVersion.V16, Abi.X86_64);
        assertPlaces(v16, "ckpt_hdr_header", 48, List.of("magic@8", "arch_id@16", "major@18", "minor@20",
                "patch@22", "rev@24", "uts_release_len@26", "uts_version_len@28", "uts_machine_len@30",
                "time@32", "uflags@40"));
        assertPlaces(v16, "ckpt_hdr_task", 32, List.of("state@8", "exit_state@12", "exit_code@16",
                "exit_signal@20", "task_comm_len@24"));
        assertPlaces(v16, "ckpt_hdr_ns", 24, List.of("flags@8", "uts_objref@12", "ipc_objref@16"));
    }

    @Test
    void v14RecordsAreAsReconstructed() {
        Layouts v14 = Layouts.of(FormatVersion.V14_CREDS, Abi.X86_64);
        assertPlaces(v14, "ckpt_hdr_task", 40, List.of("state@8", "exit_state@12", "exit_code@16",
                "exit_signal@20", "task_comm_len@24", "cred_ref@28", "ecred_ref@32"));
        assertPlaces(v14, "ckpt_hdr_cred", 88, List.of("version@8", "uid@12", "suid@16", "euid@20",
                "fsuid@24", "gid@28", "sgid@32", "egid@36", "fsgid@40", "cap_i@48", "cap_p@56", "cap_e@64",
                "cap_b@72", "user_ref@80", "groupinfo_ref@84"));
    }

    @ParameterizedTest
    @EnumSource(value = FormatVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"V14_CREDS", "V16"})
    void extensionsAreTheSameInEveryVersion(FormatVersion version) {
        Layouts layouts = Layouts.of(version, Abi.S390X);
        assertPlaces(layouts, "ckpt_ext_user_ns_map", 24, List.of("user_ns_ref@8", "setgroups@12",
                "nr_uid@16", "nr_gid@20", "extents@24"));
        assertPlaces(layouts, "ckpt_ext_extent", 12, List.of("first@0", "lower_first@4", "count@8"));
        assertPlaces(layouts, "ckpt_ext_cred", 24, List.of("cred_ref@8", "no_new_privs@12", "cap_a_0@16",
                "cap_a_1@20"));
        assertPlaces(layouts, "ckpt_ext_task", 16, List.of("task_index@8", "seccomp_mode@12"));
        assertEquals(new FieldLayout("extents", 24, 12, FieldLayout.Kind.BYTES, 0),
                layouts.find("ckpt_ext_user_ns_map").orElseThrow().field("extents"));
    }

    private static void assertPlaces(Layouts layouts, String struct, int size, List<String> places) {
        StructLayout layout = layouts.find(struct).orElseThrow();
        assertEquals(size, layout.size(), struct);
        assertEquals(places, layout.fields().stream().filter(f -> !f.name().startsWith("h."))
                .map(f -> f.name() + "@" + f.offset()).toList(), struct);
    }

    @Test
    void fieldsTellHowTheyAreWritten() {
        Layouts layouts = Layouts.of(FormatVersion.V23_RC2, Abi.X86_64);
        assertEquals(Display.CAPS, display(layouts, "ckpt_hdr_cred", "cap_s.cap_e_0"));
        assertEquals(Display.REF, display(layouts, "ckpt_hdr_cred", "user_ref"));
        assertEquals(Display.PLAIN, display(layouts, "ckpt_hdr_cred", "euid"));
        assertEquals(Display.HEX, display(layouts, "ckpt_hdr_vma", "vm_start"));
        assertEquals(Display.OCTAL, display(layouts, "ckpt_hdr_ipc_shm", "perms.mode"));
        assertEquals(Display.TEXT, display(layouts, "ckpt_hdr_utsns", "nodename"));
    }

    private static Display display(Layouts layouts, String struct, String field) {
        return layouts.find(struct).orElseThrow().field(field).display();
    }

    @Test
    void unknownNamesAreToldApart() {
        StructLayout cred = Layouts.of(FormatVersion.V18, Abi.X86_64).find("ckpt_hdr_cred").orElseThrow();
        assertFalse(cred.has("sec_ref"));
        assertThrows(IllegalArgumentException.class, () -> cred.field("sec_ref"));
        assertTrue(Layouts.of(FormatVersion.V18, Abi.X86_64).find("ckpt_hdr_pids").isEmpty());
    }
}
