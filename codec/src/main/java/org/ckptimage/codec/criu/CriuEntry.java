// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.util.Objects;

/**
 * One entry of an image: {@code u32 size}, then so many bytes of a message, then for some types more bytes.
 *
 * @param index number of the entry, from 0
 * @param offset of its size field
 * @param message the message as it stands there
 * @param extra bytes behind the message that belong to it; {@link #TO_THE_END} for all that is left
 */
public record CriuEntry(int index, long offset, byte[] message, long extra) {
    /** Value of {@code extra} for the rest of the file. */
    public static final long TO_THE_END = -1;

    public CriuEntry {
        Objects.requireNonNull(message);
    }

    /** Offset of the message. */
    public long messageOffset() {
        return offset + Integer.BYTES;
    }
}
