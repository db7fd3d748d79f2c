// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.Optional;

/** What happens to the message of one image file. */
sealed interface ImageChange permits CredChange, MapChange {
    /**
     * The message after the change.
     *
     * @return empty if the message is in such pieces that it cannot be changed in place
     */
    Optional<byte[]> apply(byte[] message);
}
