// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

/** Open-addressing map from long to int: 12 bytes a slot, nothing before the first put. */
public final class LongIntMap {
    private long[] keys = new long[0];
    private int[] values = new int[0];
    private boolean[] taken = new boolean[0];
    private int size;
    /** Differs in every run, so that no image can be made to collide. */
    private final long seed = System.nanoTime() * 0x9e3779b97f4a7c15L;

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** The value of a key, or {@code absent} if there is none. */
    public int get(long key, int absent) {
        if (size == 0) {
            return absent;
        }
        int slot = slot(key);
        return taken[slot] ? values[slot] : absent;
    }

    /** Sets the value of a key. */
    public void put(long key, int value) {
        if (size * 4L >= keys.length * 3L) {
            grow();
        }
        int slot = slot(key);
        if (!taken[slot]) {
            taken[slot] = true;
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    /** The slot of the key, or the free one where it would go. */
    private int slot(long key) {
        int mask = keys.length - 1;
        long h = (key ^ seed) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        int at = (int) (h ^ h >>> 33) & mask;
        while (taken[at] && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        boolean[] oldTaken = taken;
        keys = new long[Math.max(64, oldKeys.length * 2)];
        values = new int[keys.length];
        taken = new boolean[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTaken[i]) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
