// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.HashMap;
import java.util.Map;

/**
 * Stand-ins of user and group ids, from {@value #FIRST} to 2^31 - 1. Those of ids below 2^30 are a
 * permutation; those of the few higher ones are told apart by a table, so they depend on the order only where
 * two of them collide.
 *
 * <p>The permutation is a Feistel network on two halves of 15 bits, as {@link Permutation}. What the keyed
 * hash makes of a half is remembered, so that long lists of groups take no longer than they must.
 */
final class IdNumbers {
    static final int FIRST = 100_000;

    private static final int ROUNDS = 8;
    private static final int HALF_BITS = 15;
    private static final int HALF = 1 << HALF_BITS;
    private static final int COMMON = HALF * HALF;
    private static final int HIGH = FIRST + COMMON;
    private static final int OVERFLOW = 65534;
    private static final int NOBODY = -1;

    private final KeyedHash common;
    private final KeyedHash high;
    /** One more than the shift of each half in each round; 0 if it was not needed yet. */
    private final int[][] shifts = new int[ROUNDS][];
    private final Map<Integer, Integer> taken = new HashMap<>();

    IdNumbers(byte[] key) {
        common = new KeyedHash(key, "id");
        high = new KeyedHash(key, "high id");
    }

    /** True for ids that mean something by themselves: root, the overflow id, "no id". */
    static boolean isKept(int id) {
        return id == 0 || id == OVERFLOW || id == NOBODY;
    }

    /** The stand-in of an id that is not kept. */
    int of(int id) {
        return id >= 0 && id < COMMON ? FIRST + permuted(id) : told(id);
    }

    private int permuted(int id) {
        int left = id >> HALF_BITS;
        int right = id & HALF - 1;
        for (int round = 0; round < ROUNDS; round++) {
            int shifted = left + shift(round, right) & HALF - 1;
            left = right;
            right = shifted;
        }
        return left << HALF_BITS | right;
    }

    private int shift(int round, int half) {
        if (shifts[round] == null) {
            shifts[round] = new int[HALF];
        }
        int known = shifts[round][half];
        if (known == 0) {
            known = 1 + common.digits(new int[] {half}, round, 1, HALF)[0];
            shifts[round][half] = known;
        }
        return known - 1;
    }

    private int told(int id) {
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
