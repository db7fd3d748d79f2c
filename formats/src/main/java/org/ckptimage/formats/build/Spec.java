// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One .ksy file with its types by name. */
record Spec(String file, Map<String, SpecType> types) {

    static Spec read(Path file) throws IOException {
        YamlNode root = YamlNode.read(file);
        Map<String, SpecType> types = new LinkedHashMap<>();
        root.children("types").forEach((name, node) -> types.put(name, SpecType.of(name, node)));
        return new Spec(String.valueOf(file.getFileName()), types);
    }

    /** All specs of a directory in order of their names. */
    static List<Spec> readAll(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.ksy")) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparing(Path::toString));
        List<Spec> specs = new ArrayList<>();
        for (Path file : files) {
            specs.add(read(file));
        }
        return specs;
    }

    SpecType type(String name) {
        SpecType found = types.get(name);
        if (found == null) {
            throw new IllegalArgumentException(file + " has no type " + name);
        }
        return found;
    }
}
