// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Input that gives a few bytes at a time, as a slow pipe does. */
final class ShatteredInput extends ByteArrayInputStream {
    private final Random random;
    private final int most;

    ShatteredInput(byte[] bytes, int most, long seed) {
        super(bytes);
        this.most = most;
        this.random = new Random(seed);
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
        int n = most == 1 ? 1 : 1 + random.nextInt(most);
        return super.read(into, from, Math.min(n, length));
    }
}
