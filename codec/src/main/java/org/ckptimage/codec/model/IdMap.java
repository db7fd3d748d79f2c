// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * Ids inside a user namespace and outside of it.
 *
 * @param extents ranges of ids that are mapped
 */
public record IdMap(List<IdMaps.Extent> extents) {
    public IdMap {
        extents = List.copyOf(extents);
    }

    /** The id outside; empty if it is not mapped. */
    public OptionalLong outside(long id) {
        for (IdMaps.Extent extent : extents) {
            if (id >= extent.first() && id - extent.first() < extent.count()) {
                return OptionalLong.of(extent.lowerFirst() + (id - extent.first()));
            }
        }
        return OptionalLong.empty();
    }
}
