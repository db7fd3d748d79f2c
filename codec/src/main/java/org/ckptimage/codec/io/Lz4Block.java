// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.util.Arrays;

/**
 * Compresses single blocks as LZ4 has them, by taking the latest place with the same four bytes.
 *
 * <pre>
 * token: number of literals, length of the match less 4; 15 goes on in bytes of up to 255
 * literals; distance of the match, 16 bits; the last sequence has literals only
 * </pre>
 */
final class Lz4Block {
    private static final int LEAST_MATCH = 4;
    /** The end of a block consists of literals, and no match begins in its last bytes. */
    private static final int LAST_LITERALS = 5;
    private static final int LAST_MATCH = 12;
    private static final int FARTHEST = 0xffff;
    private static final int HASH_BITS = 14;
    private static final int NIBBLE = 15;
    private static final int BYTE = 255;
    /** The longer nothing was found, the larger the steps: noise is not worth a closer look. */
    private static final int PATIENCE = 6;

    private final int[] latest = new int[1 << HASH_BITS];
    private final byte[] out;
    private int length;

    /** @param largest bytes of a block at most */
    Lz4Block(int largest) {
        out = new byte[largest + largest / BYTE + 16];
    }

    /** The compressed block. */
    byte[] bytes() {
        return out;
    }

    /** Compresses {@code n} bytes; returns how many {@link #bytes} there are. */
    int compress(byte[] in, int n) {
        Arrays.fill(latest, -1);
        length = 0;
        int literals = 0;
        int at = 0;
        int misses = 0;
        while (at < n - LAST_MATCH) {
            int slot = slot(in, at);
            int candidate = latest[slot];
            latest[slot] = at;
            if (candidate < 0 || at - candidate > FARTHEST || !same(in, candidate, at)) {
                at += 1 + (misses++ >> PATIENCE);
                continue;
            }
            int end = at + LEAST_MATCH;
            while (end < n - LAST_LITERALS && in[end] == in[end - at + candidate]) {
                end++;
            }
            sequence(in, literals, at, end - at);
            out[length++] = (byte) (at - candidate);
            out[length++] = (byte) (at - candidate >> 8);
            rest(end - at - LEAST_MATCH);
            at = end;
            literals = end;
            misses = 0;
        }
        sequence(in, literals, n, LEAST_MATCH);
        return length;
    }

    private static int slot(byte[] in, int at) {
        return ByteOrderView.LITTLE.i32(in, at) * 0x9e3779b1 >>> 32 - HASH_BITS;
    }

    private static boolean same(byte[] in, int one, int other) {
        return ByteOrderView.LITTLE.i32(in, one) == ByteOrderView.LITTLE.i32(in, other);
    }

    /** Token and literals. */
    private void sequence(byte[] in, int from, int to, int match) {
        int n = to - from;
        out[length++] = (byte) (Math.min(n, NIBBLE) << 4 | Math.min(match - LEAST_MATCH, NIBBLE));
        rest(n);
        System.arraycopy(in, from, out, length, n);
        length += n;
    }

    /** What of a length did not fit into the token. */
    private void rest(int value) {
        if (value < NIBBLE) {
            return;
        }
        int left = value - NIBBLE;
        while (left >= BYTE) {
            out[length++] = (byte) BYTE;
            left -= BYTE;
        }
        out[length++] = (byte) left;
    }
}
