// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        /** Nearly all numbers are below it; the few others are looked up. */
        private static final int DENSE = 1024;

        private final List<Names<E>> byVersion = new ArrayList<>();

        private record Names<E>(List<Optional<E>> dense, Map<Integer, Optional<E>> others) {}

        Index(E[] values, Function<E, CodeTable> codes) {
            for (FormatVersion version : FormatVersion.values()) {
                Names<E> names = new Names<>(new ArrayList<>(), new HashMap<>());
                for (E value : values) {
                    int code = codes.apply(value).code(version);
                    if (code != NONE) {
                        put(names, code, Optional.of(value));
                    }
                }
                byVersion.add(names);
            }
        }

        private static <E> void put(Names<E> names, int code, Optional<E> value) {
            if (code >= DENSE) {
                names.others().put(code, value);
                return;
            }
            while (names.dense().size() <= code) {
                names.dense().add(Optional.empty());
            }
            names.dense().set(code, value);
        }

        Optional<E> get(FormatVersion version, int code) {
            Names<E> names = byVersion.get(version.ordinal());
            return code >= 0 && code < names.dense().size() ? names.dense().get(code)
                    : names.others().getOrDefault(code, Optional.empty());
        }
    }
}
