// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import java.util.Objects;

/**
 * An open file ({@code ckpt_hdr_file}).
 *
 * @param objref its id
 * @param offset of its FILE record
 * @param kind what is open
 * @param flags as {@link OpenFlags} numbers them
 * @param pos where it is read and written next; unsigned
 * @param credRef cred that it was opened with; 0 if the layout does not tell
 * @param name its path, a character for each byte; empty for what has none
 */
public record OpenFile(int objref, long offset, FileKind kind, int flags, long pos, int credRef,
        String name) {
    public OpenFile {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    /** The same file with its name. */
    OpenFile named(String path) {
        return new OpenFile(objref, offset, kind, flags, pos, credRef, path);
    }
}
