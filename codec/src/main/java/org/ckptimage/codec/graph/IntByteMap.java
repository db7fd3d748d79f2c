// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

/**
 * Open-addressing map from int to non-zero byte; 0 stands for "absent". Allocates nothing until the first
 * put.
 */
final class IntByteMap {
    private int[] keys = new int[0];
    private byte[] values = new byte[0];
    private int size;
    /** Differs in every run, so that no image can be made to collide. */
    private final int seed = (int) System.nanoTime() * 0x9e3779b9;

    boolean isEmpty() {
        return size == 0;
    }

    byte get(int key) {
        return size == 0 ? 0 : values[slot(key)];
    }

    void put(int key, byte value) {
        if (size * 4L >= keys.length * 3L) {
            grow();
        }
        int slot = slot(key);
        if (values[slot] == 0) {
            size++;
            keys[slot] = key;
        }
        values[slot] = value;
    }

    /** The slot of the key, or the free one where it would go. */
    private int slot(int key) {
        int mask = keys.length - 1;
        int at = mix(key ^ seed) & mask;
        while (values[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private static int mix(int key) {
        int h = (key ^ key >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }

    private void grow() {
        int[] oldKeys = keys;
        byte[] oldValues = values;
        keys = new int[Math.max(64, oldKeys.length * 2)];
        values = new byte[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
