// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;
import org.ckptimage.formats.record.Slack;

/** The bytes of a record that belong to no field: gaps between fields, and what lies behind the struct. */
public final class Padding {
    private final int size;
    private final int[] gaps;

    /**
     * @param size bytes that the version gives the record
     * @param gaps start and end of each gap, in order, from the start of the record
     */
    Padding(int size, int... gaps) {
        this.size = size;
        this.gaps = gaps;
    }

    /** Padding of a struct; fields that are called padding count as gaps. */
    public static Padding of(StructLayout struct) {
        List<Integer> gaps = new ArrayList<>();
        int at = 8;
        for (FieldLayout field : struct.fields()) {
            if (field.isPadding()) {
                continue;
            }
            if (field.offset() > at) {
                gaps.addAll(List.of(at, field.offset()));
            }
            at = Math.max(at, field.end());
        }
        if (at < struct.size()) {
            gaps.addAll(List.of(at, struct.size()));
        }
        return new Padding(struct.size(), gaps.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Refuses a record that is shorter than its fields, or not in the array. */
    static void require(int least, byte[] bytes, int base, int length) {
        if (length < least) {
            throw new IllegalArgumentException("record of " + length + " bytes, at least " + least);
        }
        Objects.checkFromIndexSize(base, length, bytes.length);
    }

    int size() {
        return size;
    }

    /** Bytes of a record with this slack. */
    int length(Slack slack) {
        return slack.length() == 0 ? size : slack.length();
    }

    /** The slack of a record that has at least {@link #size} bytes. */
    public Slack read(byte[] bytes, int base, int length) {
        int count = length - size;
        for (int g = 0; g < gaps.length; g += 2) {
            for (int at = gaps[g]; at < gaps[g + 1]; at++) {
                count += bytes[base + at] == 0 ? 0 : 1;
            }
        }
        return count == 0 ? Slack.NONE : collect(bytes, base, length);
    }

    private Slack collect(byte[] bytes, int base, int length) {
        int[] offsets = new int[length];
        byte[] values = new byte[length];
        int count = 0;
        int gap = 0;
        for (int at = 8; at < length; at++) {
            while (gap < gaps.length && at >= gaps[gap + 1]) {
                gap += 2;
            }
            boolean free = at >= size || gap < gaps.length && at >= gaps[gap];
            if (free && bytes[base + at] != 0) {
                offsets[count] = at;
                values[count++] = bytes[base + at];
            }
        }
        return Slack.of(length == size ? 0 : length, Arrays.copyOf(offsets, count),
                Arrays.copyOf(values, count));
    }

    /** Writes all bytes that belong to no field. */
    void write(Slack slack, byte[] out, int base) {
        for (int g = 0; g < gaps.length; g += 2) {
            for (int at = gaps[g]; at < gaps[g + 1]; at++) {
                out[base + at] = 0;
            }
        }
        if (!slack.isNone()) {
            fill(slack, out, base);
        }
    }

    private void fill(Slack slack, byte[] out, int base) {
        int length = length(slack);
        if (length < size) {
            throw new IllegalArgumentException("slack gives " + length + " bytes to a record of " + size);
        }
        Arrays.fill(out, base + size, base + length, (byte) 0);
        for (int i = 0; i < slack.count(); i++) {
            int at = slack.offset(i);
            if (at >= length || !isFree(at)) {
                throw new IllegalArgumentException("slack at " + at + " is not padding in this version");
            }
            out[base + at] = slack.value(i);
        }
    }

    private boolean isFree(int at) {
        for (int g = 0; g < gaps.length; g += 2) {
            if (at >= gaps[g] && at < gaps[g + 1]) {
                return true;
            }
        }
        return at >= size;
    }
}
