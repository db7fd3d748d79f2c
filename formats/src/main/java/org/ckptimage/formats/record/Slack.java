// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;

/**
 * What a record holds beside its fields: non-zero padding, and bytes behind the end that its version gives
 * it. Kept so that a record which was read is written back to the same bytes. Belongs to one version and ABI;
 * a record that is written in another one takes {@link #NONE}.
 */
public final class Slack {
    /** Zero padding and the length that the version says: what kernels write. */
    public static final Slack NONE = new Slack(0, new int[0], new byte[0]);

    private final int length;
    private final int[] offsets;
    private final byte[] values;

    private Slack(int length, int[] offsets, byte[] values) {
        this.length = length;
        this.offsets = offsets;
        this.values = values;
    }

    /**
     * Slack of a record that is not as its version says.
     *
     * @param length bytes of the whole record if they differ from what the fields need, else 0
     * @param offsets ascending offsets of non-zero bytes, from the start of the record header
     * @param values the byte at each offset
     */
    public static Slack of(int length, int[] offsets, byte[] values) {
        if (offsets.length != values.length || length < 0) {
            throw new IllegalArgumentException("each byte of slack has one offset");
        }
        boolean none = length == 0 && offsets.length == 0;
        return none ? NONE : new Slack(length, offsets.clone(), values.clone());
    }

    /** True if there is nothing to keep. */
    public boolean isNone() {
        return length == 0 && offsets.length == 0;
    }

    /** Bytes of the whole record, header included; 0 if it is what the fields need. */
    public int length() {
        return length;
    }

    /** Number of non-zero bytes. */
    public int count() {
        return offsets.length;
    }

    /** Offset of a non-zero byte from the start of the record. */
    public int offset(int index) {
        return offsets[index];
    }

    /** Value of a non-zero byte. */
    public byte value(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slack that && length == that.length && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * length + Arrays.hashCode(offsets)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return isNone() ? "none" : count() + " bytes" + (length == 0 ? "" : ", len " + length);
    }
}
