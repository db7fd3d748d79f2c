// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of a JSON patch (RFC 6902) that turn one document into another. */
public final class JsonPatch {
    private final List<Operation> operations = new ArrayList<>();

    /**
     * One operation.
     *
     * @param op {@code add}, {@code remove} or {@code replace}
     * @param path JSON pointer (RFC 6901)
     * @param value new value; meaningless for {@code remove}
     */
    public record Operation(String op, String path, Object value) {}

    private JsonPatch() {}

    /**
     * The operations from one document to the other; objects are compared key by key, all else as a whole.
     */
    public static List<Operation> between(Map<String, Object> first, Map<String, Object> second) {
        JsonPatch patch = new JsonPatch();
        patch.objects("", first, second);
        return patch.operations;
    }

    private void objects(String path, Map<?, ?> first, Map<?, ?> second) {
        for (Object key : first.keySet()) {
            if (!second.containsKey(key)) {
                operations.add(new Operation("remove", path + step(key), ""));
            }
        }
        second.forEach((key, value) -> {
            Object before = first.get(key);
            if (before == null) {
                operations.add(new Operation("add", path + step(key), value));
            } else if (before instanceof Map<?, ?> old && value instanceof Map<?, ?> now) {
                objects(path + step(key), old, now);
            } else if (!before.equals(value)) {
                operations.add(new Operation("replace", path + step(key), value));
            }
        });
    }

    private static String step(Object key) {
        return "/" + key.toString().replace("~", "~0").replace("/", "~1");
    }
}
