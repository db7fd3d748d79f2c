// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.HashMap;
import java.util.Map;

/** Numbers objects from 1 on in the order in which they are first named. */
final class Objrefs {
    private final Map<Name, Integer> numbers = new HashMap<>();

    /** What tells objects apart: of one kind, and equal. */
    private record Name(String kind, Object object) {}

    /** The number of an object; 0 for the id 0, which names none. */
    int of(String kind, int id) {
        return id == 0 ? 0 : of(kind, (Object) id);
    }

    /** The number of the object that equals this one. */
    int of(String kind, Object object) {
        return numbers.computeIfAbsent(new Name(kind, object), name -> numbers.size() + 1);
    }
}
