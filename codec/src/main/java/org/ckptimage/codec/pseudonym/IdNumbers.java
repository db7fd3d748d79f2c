// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.HashMap;
import java.util.Map;

/**
 * Stand-ins of user and group ids, from {@value #FIRST} to 2^31 - 1. Those of ids below 2^30 are a
 * permutation; those of the few higher ones are told apart by a table, so they depend on the order only where
 * two of them collide.
 */
final class IdNumbers {
    static final int FIRST = 100_000;

    private static final int HALF_BITS = 15;
    private static final int HALF = 1 << HALF_BITS;
    private static final int COMMON = HALF * HALF;
    private static final int HIGH = FIRST + COMMON;
    private static final int OVERFLOW = 65534;
    private static final int NOBODY = -1;

    private final Permutation common;
    private final KeyedHash high;
    private final Map<Integer, Integer> taken = new HashMap<>();

    IdNumbers(byte[] key) {
        common = new Permutation(new KeyedHash(key, "id"), HALF);
        high = new KeyedHash(key, "high id");
    }

    /** True for ids that mean something by themselves: root, the overflow id, "no id". */
    static boolean isKept(int id) {
        return id == 0 || id == OVERFLOW || id == NOBODY;
    }

    /** The stand-in of an id that is not kept. */
    int of(int id) {
        if (id >= 0 && id < COMMON) {
            int[] halves = common.of(id >> HALF_BITS, id & HALF - 1);
            return FIRST + (halves[0] << HALF_BITS | halves[1]);
        }
        int[] input = {id >>> 16, id & 0xffff};
        for (int attempt = 0; true; attempt++) {
            int[] digits = high.digits(input, attempt, 2, 1 << 16);
            int candidate = HIGH + Integer.remainderUnsigned(digits[0] << 16 | digits[1],
                    Integer.MAX_VALUE - HIGH);
            Integer owner = taken.putIfAbsent(candidate, id);
            if (owner == null || owner == id) {
                return candidate;
            }
        }
    }
}
