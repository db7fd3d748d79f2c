// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images from the test-images module. */
final class TestImages {
    static final ObjectMapper JSON = new ObjectMapper();

    private TestImages() {}

    /** The bytes of an image, such as {@code real/root.ckpt}. */
    static byte[] bytes(String name) {
        try (InputStream in = TestImages.class.getResourceAsStream("/org/ckptimage/images/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no test image " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in {@code directory} with the bytes of an image. */
    static String file(Path directory, String name) throws IOException {
        Path file = directory.resolve(name.substring(name.lastIndexOf('/') + 1));
        Files.write(file, bytes(name));
        return file.toString();
    }

    static JsonNode json(String text) {
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
