// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Optional;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** The struct of a record, where its type alone does not tell: FILE has kinds, TASK two sizes on x86_32. */
public final class RecordLayouts {
    private final Layouts layouts;
    private final Optional<StructLayout> wideTask;

    public RecordLayouts(FormatVersion version, Abi abi) {
        this.layouts = Layouts.of(version, abi);
        // a 64-bit kernel that checkpoints 32-bit tasks writes its own, wider TASK
        boolean two = abi == Abi.X86_32 && !version.since(FormatVersion.V19) && !version.reconstructed();
        this.wideTask = two ? Layouts.of(version, Abi.X86_64).find(RecordType.TASK.struct())
                : Optional.empty();
    }

    /** A struct by its kernel name. */
    public Optional<StructLayout> named(String struct) {
        return layouts.find(struct);
    }

    /** The struct that all records of a type begin with; empty if the payload is opaque or unknown here. */
    public Optional<StructLayout> of(RecordType type) {
        return type.struct().isEmpty() ? Optional.empty() : layouts.find(type.struct());
    }

    /** The struct of a TASK of {@code length} bytes. */
    public Optional<StructLayout> task(long length) {
        return wideTask.filter(wide -> wide.size() == length).or(() -> of(RecordType.TASK));
    }

    /** The struct of a FILE with this {@code f_type}: the common part, or one that goes on behind it. */
    public Optional<StructLayout> file(long kind) {
        String struct = switch ((int) kind) {
            case 2, 3 -> "ckpt_hdr_file_pipe";
            case 4 -> "ckpt_hdr_file_socket";
            case 5 -> "ckpt_hdr_file_tty";
            case 7 -> "ckpt_hdr_file_eventfd";
            default -> RecordType.FILE.struct();
        };
        return layouts.find(struct).or(() -> of(RecordType.FILE));
    }
}
