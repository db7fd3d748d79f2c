// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.diag.Rule;

/** All recipes of a folder. */
public final class RecipeBook {
    private static final String SUFFIX = ".recipe";

    private final Path folder;
    private final Map<String, Made> made = new HashMap<>();

    private record Made(Recipe recipe, ImagePlan plan) {}

    public RecipeBook(Path folder) {
        this.folder = folder;
    }

    /** Names of all recipes in alphabetical order. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(SUFFIX))
                    .map(n -> n.substring(0, n.length() - SUFFIX.length())).sorted().toList();
        }
    }

    /** Carries out a recipe. */
    public Recipe make(String name) throws IOException {
        return made(name).recipe();
    }

    private Made made(String name) throws IOException {
        Made known = made.get(name);
        if (known == null) {
            known = carryOut(name);
            made.put(name, known);
        }
        return known;
    }

    private Made carryOut(String name) throws IOException {
        Kitchen kitchen = new Kitchen();
        kitchen.read(name + SUFFIX);
        return kitchen.serve(name);
    }

    /** One recipe being carried out. */
    private final class Kitchen {
        private final PlanReader reader = new PlanReader();
        private Edits edits;
        private ImagePlan plan;
        private Rule expected;

        void read(String file) throws IOException {
            for (RecipeLine line : RecipeLine.parse(file, Files.readString(folder.resolve(file)))) {
                switch (line.verb()) {
                    case "include" -> read(line.word(0) + ".part");
                    case "expect" -> expected = Rule.valueOf(line.word(0));
                    case "base" -> base(line);
                    default -> {
                        if (!reader.read(line)) {
                            edits().apply(line);
                        }
                    }
                }
            }
        }

        private void base(RecipeLine line) throws IOException {
            Made base = made(line.word(0).replaceFirst("^good/", "").replaceFirst("\\.ckpt$", ""));
            plan = base.plan();
            edits = new Edits(pieces(base.recipe().image()));
        }

        private Edits edits() throws IOException {
            if (edits == null) {
                plan = reader.plan();
                edits = new Edits(pieces(compose(plan)));
            }
            return edits;
        }

        private Pieces pieces(byte[] image) {
            return new Pieces(image, plan.version(), plan.abi(), plan.order());
        }

        Made serve(String name) throws IOException {
            byte[] image = edits().result();
            return new Made(new Recipe(name, plan.version(), expected, image), plan);
        }
    }

    private static byte[] compose(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }
}
