// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.util.HashMap;
import java.util.Map;

/** What the lines of a recipe have named so far, by kind. */
final class NamedThings {
    private final Map<String, Object> things = new HashMap<>();

    void put(String name, Object thing) {
        things.put(thing.getClass().getSimpleName() + " " + name, thing);
    }

    <T> T get(RecipeLine line, Class<T> kind, String name) {
        Object thing = things.get(kind.getSimpleName() + " " + name);
        if (thing == null) {
            throw line.error("no " + kind.getSimpleName() + " is named " + name);
        }
        return kind.cast(thing);
    }

    /** The thing an option names; {@code otherwise} if the line lacks the option. */
    <T> T option(RecipeLine line, String option, Class<T> kind, T otherwise) {
        return line.has(option) ? get(line, kind, line.text(option)) : otherwise;
    }
}
