// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;

/** Maps of ids as the kernel takes them. */
public final class IdMaps {
    private IdMaps() {}

    /** Bytes of a map as it is written to {@code uid_map}. */
    public static int textLength(IdMap map) {
        int length = 0;
        for (Extent extent : map.extents()) {
            length += digits(extent.inside()) + digits(extent.outside()) + digits(extent.count()) + 3;
        }
        return length;
    }

    private static int digits(long number) {
        return Long.toString(number).length();
    }
}
