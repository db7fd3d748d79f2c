// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The numbers that one enumerated name had over time: each stays until the next entry. */
public final class CodeTable {
    /** The layout does not have the name. */
    public static final int NONE = -1;

    /** From {@code version} on the number is {@code code}. */
    record Since(FormatVersion version, int code) {}

    private final int[] codes = new int[FormatVersion.values().length];

    CodeTable(Since... entries) {
        Arrays.fill(codes, NONE);
        for (Since entry : entries) {
            Arrays.fill(codes, entry.version().ordinal(), codes.length, entry.code());
        }
    }

    static Since at(FormatVersion version, int code) {
        return new Since(version, code);
    }

    int code(FormatVersion version) {
        return codes[version.ordinal()];
    }

    /** The way back, from number to name, for every layout. */
    static final class Index<E extends Enum<E>> {
        private final Map<FormatVersion, Map<Integer, E>> byVersion = new HashMap<>();

        Index(E[] values, Function<E, CodeTable> codes) {
            for (FormatVersion version : FormatVersion.values()) {
                Map<Integer, E> names = new HashMap<>();
                for (E value : values) {
                    int code = codes.apply(value).code(version);
                    if (code != NONE) {
                        names.put(code, value);
                    }
                }
                byVersion.put(version, names);
            }
        }

        E get(FormatVersion version, int code) {
            return byVersion.get(version).get(code);
        }
    }
}
