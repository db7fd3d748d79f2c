// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** The struct of a record, where its type alone does not tell: FILE has kinds, TASK two sizes on x86_32. */
public final class RecordLayouts {
    private static final int FILE_KINDS = 8;

    private final Layouts layouts;
    private final Map<RecordType, Optional<StructLayout>> plain = new EnumMap<>(RecordType.class);
    private final List<Optional<StructLayout>> files = new ArrayList<>();
    private final Optional<StructLayout> wideTask;

    public RecordLayouts(FormatVersion version, Abi abi) {
        this.layouts = Layouts.of(version, abi);
        for (RecordType type : RecordType.values()) {
            plain.put(type, layouts.find(type.struct()));
        }
        for (int kind = 0; kind < FILE_KINDS; kind++) {
            files.add(layouts.find(fileStruct(kind)).or(() -> of(RecordType.FILE)));
        }
        // a 64-bit kernel that checkpoints 32-bit tasks writes its own, wider TASK
        boolean two = abi == Abi.X86_32 && !version.since(FormatVersion.V19) && !version.reconstructed();
        this.wideTask = two ? Layouts.of(version, Abi.X86_64).find(RecordType.TASK.struct())
                : Optional.empty();
    }

    /** Kernel name of the struct of a FILE with this {@code f_type}, in versions that have it. */
    public static String fileStruct(int kind) {
        return switch (kind) {
            case 2, 3 -> "ckpt_hdr_file_pipe";
            case 4 -> "ckpt_hdr_file_socket";
            case 5 -> "ckpt_hdr_file_tty";
            case 7 -> "ckpt_hdr_file_eventfd";
            default -> RecordType.FILE.struct();
        };
    }

    /** A struct by its kernel name. */
    public Optional<StructLayout> named(String struct) {
        return layouts.find(struct);
    }

    /** The struct that all records of a type begin with; empty if the payload is opaque or unknown here. */
    public Optional<StructLayout> of(RecordType type) {
        return plain.get(type);
    }

    /**
     * The struct that all records of a type begin with.
     *
     * @throws IllegalArgumentException if the payload is opaque or unknown here
     */
    public StructLayout require(RecordType type) {
        return of(type).orElseThrow(() -> new IllegalArgumentException("no struct for " + type));
    }

    /** The struct of a record whose type is known, as the record itself shows it. */
    public Optional<StructLayout> of(Frame frame) {
        Optional<StructLayout> common = of(frame.type());
        return switch (frame.type()) {
            case TASK -> task(frame.length());
            case FILE -> common.flatMap(file -> file(frame.get(file.field("f_type"))));
            default -> common;
        };
    }

    /** The struct of a TASK of {@code length} bytes. */
    public Optional<StructLayout> task(long length) {
        return isWideTask(length) ? wideTask : of(RecordType.TASK);
    }

    private boolean isWideTask(long length) {
        return wideTask.isPresent() && wideTask.get().size() == length;
    }

    /** The struct of a FILE with this {@code f_type}: the common part, or one that goes on behind it. */
    public Optional<StructLayout> file(long kind) {
        return kind > 0 && kind < FILE_KINDS ? files.get((int) kind) : of(RecordType.FILE);
    }

    /**
     * The struct that stands for one of another version: of the same name, and for TASK of the same width.
     */
    public Optional<StructLayout> like(StructLayout other) {
        boolean task = other.name().equals(RecordType.TASK.struct());
        return task ? task(other.size()) : named(other.name());
    }
}
