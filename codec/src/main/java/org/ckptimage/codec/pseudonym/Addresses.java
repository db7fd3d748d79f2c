// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

/** Stand-ins of network and hardware addresses of 4, 6 and 16 bytes: a permutation of those of a length. */
final class Addresses {
    private static final int BYTE = 256;
    private static final int IPV4 = 4;
    private static final int LOOPBACK_NET = 127;

    private final Permutation permutation;

    Addresses(byte[] key) {
        permutation = new Permutation(new KeyedHash(key, "address"), BYTE);
    }

    /** True for addresses that mean the same everywhere: any, loopback, broadcast. */
    static boolean isKept(byte[] address) {
        int sum = 0;
        for (byte part : address) {
            sum += part & 0xff;
        }
        int last = address[address.length - 1] & 0xff;
        boolean loopback = address.length == IPV4 ? (address[0] & 0xff) == LOOPBACK_NET
                : sum == 1 && last == 1;
        return sum == 0 || sum == 0xff * address.length || loopback;
    }

    /** The stand-in of an address that is not kept. */
    byte[] of(byte[] address) {
        int[] digits = new int[address.length];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = address[i] & 0xff;
        }
        byte[] standIn = new byte[address.length];
        do {
            digits = permutation.of(digits);
            for (int i = 0; i < digits.length; i++) {
                standIn[i] = (byte) digits[i];
            }
        } while (isKept(standIn));
        return standIn;
    }
}
