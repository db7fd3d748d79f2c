// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;

/** Says which files of a checkpoint change when it is copied, and how. */
public interface EntryEdit {
    /** True if the file of that name changes. */
    boolean concerns(EntryName name);

    /**
     * The new content of a file.
     *
     * @param entry the file, one that is concerned; its content need not be read to the end
     */
    byte[] edit(CheckpointEntry entry) throws IOException;
}
