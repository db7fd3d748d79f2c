// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import java.util.Map;

/**
 * All open files of an image.
 *
 * @param tables by objref
 * @param files by objref
 * @param left files and descriptors that were left out, since they are beyond the bounds of {@link
 *     FilesReader}
 */
public record OpenFiles(Map<Integer, FileTable> tables, Map<Integer, OpenFile> files, long left) {
    /** No files. */
    public static final OpenFiles NONE = new OpenFiles(Map.of(), Map.of(), 0);

    public OpenFiles {
        tables = Map.copyOf(tables);
        files = Map.copyOf(files);
    }
}
