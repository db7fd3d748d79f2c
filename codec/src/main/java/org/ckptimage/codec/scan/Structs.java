// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Layouts of the format at hand, and the padding of each record type. */
final class Structs {
    private static final FieldLayout ABSENT = new FieldLayout("", Integer.MAX_VALUE / 2, 4,
            FieldLayout.Kind.UNSIGNED, 1);

    private static final Padding NO_PADDING = new Padding(List.of());

    private final RecordLayouts layouts;
    private final Map<StructLayout, Padding> paddings = new IdentityHashMap<>();

    /** Ranges of a struct that no field covers, as pairs of start and end, from the start of the record. */
    record Padding(List<int[]> ranges) {
        /** Padding behind an array within a record, from {@code from} to {@code to}. */
        static Padding between(int from, int to) {
            return new Padding(List.of(new int[] {from, to}));
        }

        /**
         * Offset of the first byte that is not zero; -1 if there is none.
         *
         * @param base index of the struct in {@code bytes}
         * @param length bytes of the struct that are there
         */
        int firstNonZero(byte[] bytes, int base, long length) {
            for (int[] range : ranges) {
                for (int at = range[0]; at < range[1] && at < length; at++) {
                    if (bytes[base + at] != 0) {
                        return at;
                    }
                }
            }
            return -1;
        }
    }

    Structs(ImageFormat format) {
        layouts = new RecordLayouts(format.version(), format.abi());
    }

    /** The struct of a record type; null if this version or architecture has no known layout for it. */
    StructLayout of(RecordType type) {
        return layouts.of(type).orElse(null);
    }

    /** A struct by its kernel name; null if unknown. */
    StructLayout named(String struct) {
        return layouts.named(struct).orElse(null);
    }

    /** The layout of a TASK record of that length. */
    StructLayout task(long length) {
        return layouts.task(length).orElse(null);
    }

    /** A field of a record type; where this version lacks it, a field that no record has (it reads as 0). */
    FieldLayout field(RecordType type, String name) {
        return field(of(type), name);
    }

    /** A field of a struct by name; a field that reads as 0 where there is none. */
    static FieldLayout field(StructLayout struct, String name) {
        return struct != null && struct.has(name) ? struct.field(name) : ABSENT;
    }

    /** True if the field is really there. */
    static boolean present(FieldLayout field) {
        return field != ABSENT;
    }

    /** Padding of the record at hand, in the struct that all records of its type begin with. */
    Padding padding(Frame frame) {
        boolean task = frame.type() == RecordType.TASK;
        return padding(task ? task(frame.length()) : of(frame.type()));
    }

    /** Padding of a struct; none if it is null. */
    Padding padding(StructLayout struct) {
        return struct == null ? NO_PADDING
                : paddings.computeIfAbsent(struct, known -> new Padding(gaps(known)));
    }

    /** The gaps of a struct; named padding fields count as gaps. */
    private static List<int[]> gaps(StructLayout struct) {
        List<int[]> gaps = new ArrayList<>();
        int at = 8;
        boolean open = false;
        for (FieldLayout field : struct.fields()) {
            if (field.isPadding()) {
                continue;
            }
            if (field.offset() > at) {
                gaps.add(new int[] {at, field.offset()});
            }
            at = Math.max(at, field.end());
            open |= field.count() == 0;
        }
        if (!open && at < struct.size()) {
            gaps.add(new int[] {at, struct.size()});
        }
        return gaps;
    }
}
