// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** Pids of nested namespaces between the PIDS section, VPIDS, and the BUFFER behind the tree. */
class PidTreeConversionTest {
    private static final int FIRST_ENTRY = 24;
    private static final int ENTRY = 24;

    private static byte[] nested(FormatVersion version) throws IOException {
        return Converted.composed(new Households().nestedPids(7, 3, 1)
                .in(new ImagePlan(version, Abi.X86_32, ByteOrderView.LITTLE)));
    }

    private static byte[] to(byte[] image, FormatVersion version) throws IOException {
        return Converted.of(image, version, ByteOrderView.LITTLE).image();
    }

    @Test
    void downAndUpThroughEachForm() throws IOException {
        for (FormatVersion own : List.of(V23_RC1_PIDS, V23_RC2)) {
            byte[] image = nested(own);
            for (FormatVersion via : List.of(V20_PIDNS, V20_NETNS, V20, V21, V23_RC1_TTY)) {
                byte[] there = to(image, via);
                assertTrue(Scanned.of(there).findings().isEmpty(), Scanned.of(there).text());
                byte[] back = to(there, own);
                int differs = Arrays.mismatch(image, back);
                // of the flags only the sense of the network is open between v20 and v21
                assertTrue(differs < 0 || differs == 64 && !via.since(V21), via + " differs at " + differs);
            }
        }
    }

    @Test
    void upFromEachForm() throws IOException {
        for (FormatVersion own : List.of(V20_PIDNS, V20, V21)) {
            byte[] image = nested(own);
            byte[] up = to(image, V23_RC2);
            assertEquals("", Scanned.of(up).text());
            assertEquals(Meaning.of(image, V18), Meaning.of(up, V18));
            Converted down = Converted.of(up, V21, ByteOrderView.LITTLE);
            assertTrue(down.lines().stream().allMatch(l -> l.contains(".umask")), down.lines().toString());
            assertArrayEquals(nestedNumbers(to(image, V21)), nestedNumbers(down.image()));
        }
    }

    private static byte[] nestedNumbers(byte[] image) throws IOException {
        int tree = new Patch(image).record(RecordType.TREE, 0);
        int tasks = ByteOrderView.LITTLE.i32(image, tree + 8);
        int buffer = tree + FIRST_ENTRY + tasks * ENTRY;
        return Arrays.copyOfRange(image, buffer, buffer + 8 + 4 * 3);
    }

    @Test
    void newPidObjectsTakeFreeIds() throws IOException {
        byte[] image = nested(V21);
        byte[] up = to(image, V23_RC2);
        int pids = new Patch(up).record(RecordType.PIDS, 0);
        int offset = ByteOrderView.LITTLE.i32(up, pids + 16);
        // the ids from 1 on are taken by objects, which keep them
        assertTrue(offset > 20, "offset " + offset);
        assertArrayEquals(up, to(to(image, V23_RC1_PIDS), V23_RC2));
    }

    @Test
    void whatHasNoPlaceIsSaid() throws IOException {
        byte[] image = nested(V23_RC2);
        assertTrue(Converted.of(image, V19, ByteOrderView.LITTLE).lines()
                .contains("lost: TREE .depth 3: v19-2010-02-22 has no nested pid namespaces"));
        int entries = new Patch(image).record(RecordType.TREE, 0) + FIRST_ENTRY;
        byte[] marked = new Patch(image.clone()).set(entries + ENTRY + 12, 4, -4097).image();
        assertTrue(Converted.of(marked, V21, ByteOrderView.LITTLE).lines()
                .contains("lost: TREE .vpgid ROOT: v21-2010-04-25 has no such marker"));
        byte[] absent = new Patch(image.clone()).set(entries + ENTRY + 16, 4, -4096).image();
        byte[] down = to(absent, V21);
        int oldEntries = new Patch(down).record(RecordType.TREE, 0) + FIRST_ENTRY;
        assertEquals(-1, ByteOrderView.LITTLE.i32(down, oldEntries + ENTRY + 16));
        assertArrayEquals(absent, to(down, V23_RC2));
    }
}
