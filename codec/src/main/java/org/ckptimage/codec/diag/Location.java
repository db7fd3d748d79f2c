// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import java.util.Objects;

/**
 * Where in an image something is. Unknown parts are empty (text) or 0 ({@code objref}), never invented.
 *
 * @param file name of the input as the user gave it; {@code -} is standard input
 * @param offset byte offset in the (decompressed) stream of the field at fault, else of its record
 * @param recordType name such as {@code CRED}, or {@code type 1234} for a number the version does not have
 * @param objref id of the object the record belongs to, 0 if none
 * @param field kernel name of the field
 */
public record Location(String file, long offset, String recordType, int objref, String field) {
    public Location {
        Objects.requireNonNull(file);
        Objects.requireNonNull(recordType);
        Objects.requireNonNull(field);
    }

    /** A place of which only the offset is known. */
    public static Location at(String file, long offset) {
        return new Location(file, offset, "", 0, "");
    }
}
