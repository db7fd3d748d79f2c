// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

/** Arrays of integers whose byte order changes. */
public final class Words {
    private Words() {}

    /** Turns round every word of {@code size} bytes in a range; bytes of an incomplete last word stay. */
    public static void reverse(byte[] bytes, int from, int length, int size) {
        for (int word = from; word + size <= from + length; word += size) {
            for (int low = word, high = word + size - 1; low < high; low++, high--) {
                byte kept = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = kept;
            }
        }
    }
}
