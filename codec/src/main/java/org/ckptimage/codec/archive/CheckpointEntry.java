// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.InputStream;
import java.util.Objects;
import org.ckptimage.codec.io.ByteSource;

/**
 * One file of a checkpoint. Its content can be read until the next entry is asked for, and need not be.
 *
 * @param name as it is stored
 * @param source name of it in findings: that of the set, a slash, its own
 * @param size bytes of its content
 * @param content its content
 */
public record CheckpointEntry(EntryName name, String source, long size, InputStream content) {
    public CheckpointEntry {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(content);
    }

    /** The content, to be read piece by piece. */
    public ByteSource bytes() {
        return new ByteSource(content, source);
    }
}
