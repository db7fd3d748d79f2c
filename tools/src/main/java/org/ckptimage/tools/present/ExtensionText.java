// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.IdMaps;

/** Words for what extension records hold; a number that means nothing stands with a {@code ?}. */
public final class ExtensionText {
    private ExtensionText() {}

    /** Such as {@code 0:100000:65536}: first id inside, first id outside, number of ids. */
    public static String extents(List<IdMaps.Extent> extents) {
        return extents.isEmpty() ? "empty" : extents.stream()
                .map(extent -> extent.first() + ":" + extent.lowerFirst() + ":" + extent.count())
                .collect(Collectors.joining(" "));
    }

    public static String setgroups(long value) {
        return value == 0 ? "denied" : value == 1 ? "allowed" : value + "?";
    }

    public static String seccomp(long mode) {
        return mode == 0 ? "none" : mode == 1 ? "strict" : mode == 2 ? "filter" : mode + "?";
    }
}
