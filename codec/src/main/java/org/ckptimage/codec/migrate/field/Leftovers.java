// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import org.ckptimage.formats.layout.FieldLayout;

/** Takes the values for which the target has no place. */
@FunctionalInterface
public interface Leftovers {
    /** Why a value has no place. */
    enum Cause {
        /** The target has no such field. */
        NO_FIELD,
        /** The field of the target is too small for the value, or has fewer elements. */
        TOO_SMALL
    }

    /**
     * Takes one value that is not zero.
     *
     * @param field the field of the source
     * @param value the value as people write it
     */
    void left(FieldLayout field, String value, Cause cause);
}
