// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ckptimage.codec.recipe.Recipe;
import org.ckptimage.codec.recipe.RecipeBook;
import org.junit.jupiter.api.Test;

/**
 * Every image in good and bad is what its recipe gives. With the system property {@code images.write=true}
 * the images and MANIFEST.tsv are written anew instead, into the source folder of the test images.
 */
class RecipesTest {
    private static final int LARGEST = 66_900;
    private static final int ALL_TOGETHER = 2_500_000;

    @Test
    void everyImageIsWhatItsRecipeGives() throws IOException {
        boolean write = Boolean.getBoolean("images.write");
        Path root = write ? Path.of("..", "test-images") : ImageFiles.root();
        RecipeBook book = new RecipeBook(root.resolve("recipes"));
        List<Recipe> recipes = new ArrayList<>();
        for (String name : book.names()) {
            recipes.add(book.make(name));
        }
        if (write) {
            write(root, recipes);
            return;
        }
        long total = 0;
        TreeSet<String> made = new TreeSet<>();
        for (Recipe recipe : recipes) {
            made.add(recipe.path());
            total += recipe.image().length;
            assertTrue(recipe.image().length <= LARGEST, recipe.path() + " is too large");
            assertArrayEquals(recipe.image(), ImageFiles.bytes(recipe.path()), recipe.path());
        }
        TreeSet<String> present = new TreeSet<>(ImageFiles.in("good"));
        present.addAll(ImageFiles.in("bad"));
        assertEquals(made, present, "images and recipes");
        assertTrue(total < ALL_TOGETHER, total + " bytes of images");
    }

    private static void write(Path root, List<Recipe> recipes) throws IOException {
        List<ManifestRow> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Recipe recipe : recipes) {
            try {
                rows.add(ManifestRow.of(recipe));
            } catch (AssertionError e) {
                problems.add(e.getMessage());
            }
        }
        assertEquals(List.of(), problems);
        for (String folder : List.of("good", "bad")) {
            Files.createDirectories(root.resolve(folder));
            try (Stream<Path> old = Files.list(root.resolve(folder))) {
                for (Path file : old.filter(p -> p.toString().endsWith(".ckpt")).toList()) {
                    Files.delete(file);
                }
            }
        }
        for (Recipe recipe : recipes) {
            Files.write(root.resolve(recipe.path()), recipe.image());
        }
        StringBuilder text = new StringBuilder(ManifestRow.HEAD).append('\n');
        rows.stream().map(ManifestRow::line).sorted().forEach(line -> text.append(line).append('\n'));
        Files.write(root.resolve("MANIFEST.tsv"), text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
