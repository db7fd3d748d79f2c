// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import java.util.List;
import java.util.Objects;

/**
 * Open files of a process ({@code ckpt_hdr_file_table}).
 *
 * @param objref its id
 * @param descriptors in the order of the stream
 */
public record FileTable(int objref, List<Descriptor> descriptors) {
    public FileTable {
        descriptors = List.copyOf(descriptors);
    }

    /** What exec does with a descriptor. */
    public enum OnExec { KEEP, CLOSE }

    /**
     * A descriptor ({@code ckpt_hdr_file_desc}).
     *
     * @param number its number
     * @param fileRef the file
     * @param onExec what exec does with it
     */
    public record Descriptor(int number, int fileRef, OnExec onExec) {
        public Descriptor {
            Objects.requireNonNull(onExec);
        }
    }
}
