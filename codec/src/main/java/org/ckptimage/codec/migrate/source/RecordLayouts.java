// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** The struct of each record of one version and ABI; null where it is opaque or not known. */
public final class RecordLayouts {
    private static final int WIDE_TASK = 72;

    private final Layouts layouts;
    private final StructLayout[] plain = new StructLayout[RecordType.values().length];
    private final StructLayout[] files = new StructLayout[8];
    private final StructLayout wideTask;

    /** The structs of {@code version} on {@code abi}. */
    public RecordLayouts(FormatVersion version, Abi abi) {
        layouts = Layouts.of(version, abi);
        for (RecordType type : RecordType.values()) {
            if (type.in(version) && !type.struct().isEmpty()) {
                plain[type.ordinal()] = named(type.struct());
            }
        }
        String[] kinds = {"", "", "_pipe", "_pipe", "_socket", "_tty", "", "_eventfd"};
        for (int kind = 0; kind < kinds.length; kind++) {
            files[kind] = named(RecordType.FILE.struct() + kinds[kind]);
        }
        // a 64-bit kernel that checkpoints 32-bit tasks writes its own, wider TASK
        boolean two = abi == Abi.X86_32 && !version.reconstructed() && !version.since(FormatVersion.V19);
        wideTask = two ? Layouts.of(version, Abi.X86_64).find(RecordType.TASK.struct()).orElseThrow() : null;
    }

    /** A struct by its kernel name; null if unknown. */
    public StructLayout named(String struct) {
        return layouts.find(struct).orElse(null);
    }

    /** The struct of a type; that of the common part for FILE. */
    public StructLayout of(RecordType type) {
        return plain[type.ordinal()];
    }

    /** The struct of a record whose type this version has, as the record itself shows it. */
    public StructLayout of(Frame frame) {
        if (frame.type() == RecordType.FILE) {
            return file((int) frame.get(of(RecordType.FILE).field("f_type")));
        }
        boolean wide = frame.type() == RecordType.TASK && wideTask != null && frame.length() == WIDE_TASK;
        return wide ? wideTask : of(frame.type());
    }

    /** The struct of FILE with this {@code f_type}. */
    StructLayout file(int kind) {
        boolean own = kind > 0 && kind < files.length && files[kind] != null;
        return own ? files[kind] : of(RecordType.FILE);
    }

    /** The struct that stands for one of the source: of the same name, and for TASK of the same width. */
    public StructLayout like(StructLayout source) {
        boolean wide = wideTask != null && source.name().equals(wideTask.name())
                && source.size() == WIDE_TASK;
        return wide ? wideTask : named(source.name());
    }
}
