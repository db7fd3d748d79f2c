// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.List;
import org.ckptimage.codec.model.IdMaps;

/**
 * A user namespace below that of the caller.
 *
 * @param link what is above it and who made it
 * @param maps its id maps; ids outside are those of the caller
 */
record Space(SpaceLink link, IdMaps maps) {
    /** What an id that cannot be said stands as; the kernel shows the same. */
    static final long OVERFLOW_ID = 65534;

    /** An id of the caller as the namespace has it; the overflow id if it has none for it. */
    static long inside(List<IdMaps.Extent> map, long id) {
        return map.stream()
                .filter(extent -> Long.compareUnsigned(id - extent.lowerFirst(), extent.count()) < 0)
                .mapToLong(extent -> extent.first() + (id - extent.lowerFirst()))
                .findFirst().orElse(OVERFLOW_ID);
    }
}
