// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A mapping of a YAML file. */
final class YamlNode {
    private final Map<?, ?> entries;

    private YamlNode(Map<?, ?> entries) {
        this.entries = entries;
    }

    static YamlNode read(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        // A field given twice would silently hide the first.
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            return of(root);
        }
    }

    private static YamlNode of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new YamlNode(map);
        }
        throw new IllegalArgumentException("a mapping is expected, not " + value);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The scalar as text, folded to one line. */
    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key)).map(v -> v.toString().strip().replaceAll("\\s+", " "));
    }

    int number(String key, int otherwise) {
        return text(key).map(Integer::parseInt).orElse(otherwise);
    }

    /** The named mappings below {@code key}, in order; empty if there is no such key. */
    Map<String, YamlNode> children(String key) {
        Map<String, YamlNode> found = new LinkedHashMap<>();
        if (has(key)) {
            of(entries.get(key)).entries.forEach((k, v) -> found.put(k.toString(), of(v)));
        }
        return found;
    }

    /** The sequence of mappings below {@code key}; empty if there is no such key. */
    List<YamlNode> items(String key) {
        List<YamlNode> found = new ArrayList<>();
        if (entries.get(key) instanceof List<?> list) {
            list.forEach(v -> found.add(of(v)));
        }
        return found;
    }

    /** The sequence of scalars below {@code key}; empty if there is no such key. */
    List<String> texts(String key) {
        return entries.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList() : List.of();
    }
}
