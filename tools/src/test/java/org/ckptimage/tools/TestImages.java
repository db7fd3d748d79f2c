// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images from the test-images module. */
public final class TestImages {
    static final ObjectMapper JSON = new ObjectMapper();

    private TestImages() {}

    /** The bytes of an image, such as {@code real/root.ckpt}. */
    public static byte[] bytes(String name) {
        try (InputStream in = TestImages.class.getResourceAsStream("/org/ckptimage/images/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no test image " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all images in a folder, such as {@code real/root.ckpt}, as its manifest has them. */
    public static List<String> in(String folder) {
        if (folder.equals("good") || folder.equals("bad")) {
            return new String(bytes("MANIFEST.tsv"), StandardCharsets.US_ASCII).lines()
                    .map(line -> line.split("\t")[0]).filter(name -> name.startsWith(folder + "/")).toList();
        }
        JsonNode manifest = manifest(folder);
        List<String> names = new ArrayList<>();
        for (JsonNode image : manifest.isArray() ? manifest : manifest.get("images")) {
            names.add(folder + "/" + image.get("file").asText());
        }
        return names;
    }

    /** A file in {@code directory} with the bytes of an image. */
    public static String file(Path directory, String name) throws IOException {
        Path file = directory.resolve(name.substring(name.lastIndexOf('/') + 1));
        Files.write(file, bytes(name));
        return file.toString();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static JsonNode manifest(String folder) {
        try {
            return JSON.readTree(bytes(folder + "/manifest.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
