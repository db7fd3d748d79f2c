// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.util.Objects;

/**
 * A value and where it stands in the image, so that the value itself stays pure.
 *
 * @param offset bytes from the start of the (decompressed) stream
 * @param value what stands there
 */
public record Located<T>(long offset, T value) {
    public Located {
        Objects.requireNonNull(value);
    }
}
