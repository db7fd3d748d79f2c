// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.Arrays;

/**
 * A permutation of all sequences of one length over an alphabet, chosen by the key: two originals never get
 * the same stand-in, without a table. It is a Feistel network: one half of the sequence is shifted by what
 * the keyed hash makes of the other, and the halves change places.
 */
final class Permutation {
    private static final int ROUNDS = 10;

    private final KeyedHash hash;
    private final int radix;

    /** @param radix number of symbols, at most 2^16 */
    Permutation(KeyedHash hash, int radix) {
        this.hash = hash;
        this.radix = radix;
    }

    /** The stand-in of a sequence of digits below the radix. */
    int[] of(int... digits) {
        int[] left = Arrays.copyOf(digits, digits.length / 2);
        int[] right = Arrays.copyOfRange(digits, digits.length / 2, digits.length);
        for (int round = 0; round < ROUNDS; round++) {
            // lengths differ in an odd sequence, so which half is the shorter one is part of the input
            int[] shift = hash.digits(right, round * 0x10000 + digits.length, left.length, radix);
            for (int i = 0; i < left.length; i++) {
                left[i] = (left[i] + shift[i]) % radix;
            }
            int[] shifted = left;
            left = right;
            right = shifted;
        }
        int[] all = Arrays.copyOf(left, digits.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        return all;
    }
}
