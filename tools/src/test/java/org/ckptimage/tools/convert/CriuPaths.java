// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The recorded sets of CRIU images. */
final class CriuPaths {
    static final Path ROOT = Path.of("../test-images/criu");

    private CriuPaths() {}

    static List<Path> cases() {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.filter(file -> file.getFileName().toString().matches("a\\d\\d-[^.]*(\\.tar.*)?"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a directory, by name. */
    static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return content;
    }
}
