// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.space;

import java.util.Locale;

/** What a user namespace is to the host. */
public enum Standing {
    /** The initial one, as far as the image can tell: its ids are those of the host. */
    INITIAL,
    /** The outermost one of a stream without maps. It is taken for the initial one. */
    OUTERMOST,
    /** One with maps, or below another. */
    NESTED,
    /** The image does not say. */
    UNKNOWN;

    /** The word of the output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if power in it is taken for power over the host. */
    public boolean host() {
        return this == INITIAL || this == OUTERMOST;
    }
}
