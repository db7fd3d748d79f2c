// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.record.RecordText;

/**
 * Files that tasks of a plan hold open.
 *
 * @param opened files to open, each once
 * @param held descriptors of processes, those of one process together and in rising order
 */
public record PlanFiles(List<Opened> opened, List<Held> held) {
    /** No files. */
    public static final PlanFiles NONE = new PlanFiles(List.of(), List.of());

    public PlanFiles {
        opened = List.copyOf(opened);
        held = List.copyOf(held);
    }

    /** The same without descriptors of a task that a command has from its caller: 0, 1 and 2. */
    PlanFiles besidesStandard(int task) {
        return new PlanFiles(opened, held.stream().filter(one -> one.task() != task || one.number() > 2)
                .toList());
    }

    /**
     * A file to open.
     *
     * @param objref its FILE in the image
     * @param name its path, a character for each byte
     * @param flags as {@link org.ckptimage.codec.model.files.OpenFlags} numbers them
     * @param cred position of the cred that opens it; {@link PlanTask#NONE} for that of the caller
     * @param pos offset in it
     */
    public record Opened(int objref, String name, int flags, int cred, long pos) {
        public Opened {
            Objects.requireNonNull(name);
        }

        /** Its path for people. */
        public String text() {
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            return RecordText.of(bytes, 0, bytes.length);
        }
    }

    /**
     * A descriptor.
     *
     * @param task position of the process
     * @param file position of the file
     * @param number its number
     * @param onExec what exec does with it
     */
    public record Held(int task, int file, int number, OnExec onExec) {
        public Held {
            Objects.requireNonNull(onExec);
        }
    }
}
