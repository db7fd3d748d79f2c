// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pieces that schemas are built of: maps, lists, texts and truth values. */
final class Schemas {
    private Schemas() {}

    /** An object of keys and values in turn. */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put((String) pairs[i], pairs[i + 1]);
        }
        return object;
    }

    static Map<String, Object> type(String type) {
        return of("type", type);
    }

    /** Refers to a definition. */
    static Map<String, Object> ref(String definition) {
        return of("$ref", "#/$defs/" + definition);
    }

    static Map<String, Object> array(Object items) {
        return of("type", "array", "items", items);
    }

    static Map<String, Object> anyOf(Object... choices) {
        return of("anyOf", List.of(choices));
    }

    static Map<String, Object> oneOf(Stream<String> values) {
        return of("enum", values.toList());
    }

    /** An object that has these properties and no others. */
    static Map<String, Object> closed(Map<String, Object> properties, String... required) {
        Map<String, Object> object = of("type", "object");
        if (required.length > 0) {
            object.put("required", Arrays.asList(required));
        }
        object.put("properties", properties);
        object.put("additionalProperties", false);
        return object;
    }
}
