// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** Layouts of the format at hand, and the padding of each record type. */
final class Structs {
    private static final FieldLayout ABSENT = new FieldLayout("", Integer.MAX_VALUE / 2, 4,
            FieldLayout.Kind.UNSIGNED, 1);

    private final Layouts layouts;
    private final StructLayout wideTask;
    private final Padding wideTaskPadding;
    private final StructLayout ownTask;
    private final Padding[] paddings = new Padding[RecordType.values().length];

    /** Ranges of a struct that no field covers, as pairs of start and end, from the start of the record. */
    record Padding(List<int[]> ranges) {
        /** Offset in the record of the first byte that is not zero; -1 if there is none. */
        int firstNonZero(Frame frame) {
            for (int[] range : ranges) {
                for (int at = range[0]; at < range[1] && at < frame.length(); at++) {
                    if (frame.u8(at) != 0) {
                        return at;
                    }
                }
            }
            return -1;
        }
    }

    Structs(ImageFormat format) {
        layouts = Layouts.of(format.version(), format.abi());
        ownTask = of(RecordType.TASK);
        // a 64-bit kernel that checkpoints 32-bit tasks writes its own, wider TASK
        boolean twoTasks = format.abi() == Abi.X86_32 && !format.version().since(FormatVersion.V19);
        wideTask = twoTasks && !format.version().reconstructed()
                ? Layouts.of(format.version(), Abi.X86_64).find("ckpt_hdr_task").orElseThrow()
                : null;
        wideTaskPadding = wideTask == null ? null : new Padding(gaps(wideTask));
    }

    /** The struct of a record type; null if this version or architecture has no known layout for it. */
    StructLayout of(RecordType type) {
        return type.struct().isEmpty() ? null : named(type.struct());
    }

    /** A struct by its kernel name; null if unknown. */
    StructLayout named(String struct) {
        return layouts.find(struct).orElse(null);
    }

    /** The layout of a TASK record of that length. */
    StructLayout task(long length) {
        return wideTask != null && ownTask.size() != length && wideTask.size() == length ? wideTask : ownTask;
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

    /** Padding of the record at hand. */
    Padding padding(Frame frame) {
        boolean wide = frame.type() == RecordType.TASK && wideTask != null
                && wideTask.size() == frame.length();
        return wide ? wideTaskPadding : padding(frame.type());
    }

    private Padding padding(RecordType type) {
        Padding known = paddings[type.ordinal()];
        if (known == null) {
            known = new Padding(of(type) == null ? List.of() : gaps(of(type)));
            paddings[type.ordinal()] = known;
        }
        return known;
    }

    /** The gaps of a struct; named padding fields count as gaps. */
    static List<int[]> gaps(StructLayout struct) {
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
