// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The specs as documents: complete, and the tables of SPEC.md are theirs. */
class SpecTablesTest {
    private static final Path SPECS = Path.of("src/main/ksy");
    private static final Path DOCUMENT = Path.of("SPEC.md");

    @Test
    void tablesShowTheSpecs() throws IOException {
        LayoutCompiler.main(new String[] {"--check", SPECS.toString(), DOCUMENT.toString()});
    }

    @Test
    void anEditedTableIsNoticedAndRenewed(@TempDir Path directory) throws IOException {
        Path copy = directory.resolve("SPEC.md");
        Files.writeString(copy, Files.readString(DOCUMENT).replace("| 8 | 4 | `uid`", "| 9 | 4 | `uid`"));
        assertThrows(IllegalStateException.class,
                () -> LayoutCompiler.main(new String[] {"--check", SPECS.toString(), copy.toString()}));
        LayoutCompiler.main(new String[] {"--write", SPECS.toString(), copy.toString()});
        assertEquals(Files.readString(DOCUMENT), Files.readString(copy));
    }

    @Test
    void theShippedTableIsThatOfTheSpecs() throws IOException {
        Path shipped = Path.of("target/classes/org/ckptimage/formats/layout/layouts.tsv");
        assertEquals(LayoutTable.of(LayoutRange.of(Spec.readAll(SPECS))), Files.readString(shipped));
        assertTrue(Files.size(shipped) < 60_000, "the table is read at every start");
    }

    @Test
    void everyTypeAndFieldIsExplained() throws IOException {
        for (Spec spec : Spec.readAll(SPECS)) {
            for (SpecType type : spec.types().values()) {
                String place = spec.file() + " " + type.id();
                assertTrue(type.doc().filter(d -> d.length() > 5).isPresent(), place);
                assertTrue(type.docRef().isPresent(), place);
                type.fields().forEach(f ->
                        assertTrue(f.doc().filter(d -> d.length() > 4).isPresent(), place + " " + f.id()));
                type.arms().forEach(a ->
                        assertTrue(a.field().doc().isPresent(), place + " " + a.field().id()));
            }
        }
    }

    @Test
    void everyFileRepeatsTheSameHeader() throws IOException {
        Set<List<SpecField>> headers = new HashSet<>();
        for (Spec spec : Spec.readAll(SPECS)) {
            headers.add(spec.type("ckpt_hdr").fields());
        }
        assertEquals(1, headers.size());
    }

    @Test
    void theBuildGeneratesEverySpec() throws IOException {
        for (Spec spec : Spec.readAll(SPECS)) {
            String name = KaitaiRecord.camel(spec.file().replace(".ksy", "")) + ".class";
            assertTrue(Files.exists(Path.of("target/classes/org/ckptimage/formats/gen", name)), name);
        }
    }
}
