// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.rewrite.Rewrites.Result;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other ids, the same image. */
final class RenumberTest {
    private static final int SEEDS = 200;

    /**
     * Ids given in order depend on nothing but what refers to what: they come out the same, however the
     * image was numbered.
     */
    private static void checked(byte[] image, String what) throws IOException {
        byte[] canonical = Rewrites.inOrder(image);
        assertArrayEquals(canonical, Rewrites.inOrder(canonical), what);
        same(image, canonical, what);
        for (long seed = 1; seed <= 3; seed++) {
            Result<Integer> mixed = Rewrites.shuffled(image, seed);
            same(image, mixed.bytes(), what + " seed " + seed);
            assertArrayEquals(mixed.bytes(), Rewrites.shuffled(image, seed).bytes(), what);
            assertArrayEquals(canonical, Rewrites.inOrder(mixed.bytes()), what + " seed " + seed);
        }
    }

    private static void same(byte[] image, byte[] renumbered, String what) {
        assertEquals(image.length, renumbered.length, what);
        assertEquals(Rewrites.findings(image), Rewrites.findings(renumbered), what);
        assertEquals(Scanned.of(image).result(), Scanned.of(renumbered).result(), what);
        assertEquals(Meaning.of(image), Meaning.of(renumbered), what);
    }

    private static boolean hasUnknown(byte[] image) {
        return Meaning.model(image).recordCounts().keySet().stream().anyMatch(t -> t.startsWith("type "));
    }

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.rewrite.Rewrites#images")
    void everyImage(String name) throws IOException {
        byte[] image = ImageFiles.bytes(name);
        checked(image, name);
        if (hasUnknown(image)) {
            assertArrayEquals(image, Rewrites.shuffled(image, 1).bytes(), name);
        } else if (!announced(image).isEmpty()) {
            assertFalse(Arrays.equals(image, Rewrites.shuffled(image, 1).bytes()), name);
        }
    }

    @Test
    void randomImages() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            checked(Rewrites.random(seed), "random " + seed);
        }
    }

    @Test
    void aWriterNumbersInOrder() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] image = Rewrites.random(seed);
            FormatVersion version = Scanned.of(image).result().format().orElseThrow().version();
            if (!version.since(FormatVersion.V23_RC1_PIDS)) {
                List<Integer> objrefs = announced(Rewrites.inOrder(image));
                assertEquals(objrefs.stream().sorted().toList(), objrefs, "seed " + seed);
            }
        }
    }

    @Test
    void pidObjectsKeepTheirTags() throws IOException {
        byte[] image = ImageFiles.bytes("good/nested-pids-section.ckpt");
        byte[] mixed = Rewrites.shuffled(image, 5).bytes();
        assertEquals(tree(image), tree(mixed));
        List<Integer> objrefs = announced(mixed);
        assertEquals(objrefs.stream().distinct().toList(), objrefs);
        assertTrue(IntStream.range(0, objrefs.size()).anyMatch(i ->
                !objrefs.get(i).equals(announced(image).get(i))));
    }

    private static List<String> tree(byte[] image) {
        List<String> found = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(image), view -> {
            boolean task = view.frame().type() == RecordType.TASK;
            if (task) {
                int at = view.task();
                found.add(view.tree().pid(at) + " " + view.tree().ppid(at) + " " + view.tree().sid(at));
            }
        });
        return found;
    }

    /** The objref of each OBJREF. */
    private static List<Integer> announced(byte[] image) {
        List<Integer> found = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(image), view -> {
            if (view.frame().type() == RecordType.OBJREF) {
                found.add((int) view.get("objref"));
            }
        });
        return found;
    }
}
