// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.util.Arrays;

/** Lists of ints, one behind the other in one array. */
final class NumberLists {
    private int[] numbers = new int[0];
    private int[] ends = new int[0];
    private int used;
    private int lists;

    int size() {
        return lists;
    }

    /** Adds a number to the list that is open. */
    void add(int number) {
        if (used == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(64, used + used / 2));
        }
        numbers[used++] = number;
    }

    /** Ends the list that is open, and opens the next one. */
    void close() {
        if (lists == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(64, lists + lists / 2));
        }
        ends[lists++] = used;
    }

    int length(int list) {
        return ends[list] - start(list);
    }

    int get(int list, int index) {
        return numbers[start(list) + index];
    }

    private int start(int list) {
        return list == 0 ? 0 : ends[list - 1];
    }
}
