// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key, as a source of digits; what it gives for one purpose says nothing of others. */
final class KeyedHash {
    private static final int DIGITS_PER_BLOCK = 16;

    private final Mac mac;
    private final byte[] purpose;

    /** @param purpose what the digits are for */
    KeyedHash(byte[] key, String purpose) {
        this.purpose = (purpose + "\0").getBytes(StandardCharsets.US_ASCII);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /**
     * Digits that depend on the input and on {@code round}.
     *
     * @param count how many
     * @param radix digits are below it; at most 2^16
     */
    int[] digits(int[] input, int round, int count, int radix) {
        int[] digits = new int[count];
        byte[] block = new byte[0];
        for (int i = 0; i < count; i++) {
            int at = i % DIGITS_PER_BLOCK;
            block = at == 0 ? block(input, round, i / DIGITS_PER_BLOCK) : block;
            digits[i] = ((block[2 * at] & 0xff) << 8 | block[2 * at + 1] & 0xff) % radix;
        }
        return digits;
    }

    private byte[] block(int[] input, int round, int number) {
        mac.update(purpose);
        update(round);
        update(number);
        update(input.length);
        for (int digit : input) {
            mac.update((byte) (digit >> 8));
            mac.update((byte) digit);
        }
        return mac.doFinal();
    }

    private void update(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            mac.update((byte) (value >> shift));
        }
    }
}
