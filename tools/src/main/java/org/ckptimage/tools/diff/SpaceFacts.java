// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.model.IdMaps;

/**
 * A user namespace, known by who created it.
 *
 * @param objref in its image
 * @param parent objref of the namespace of its creator; 0 for the outermost one
 * @param creator uid of its creator; -1 for the outermost one
 * @param level steps to the outermost one
 * @param pids of the tasks that live in it or below, ascending
 * @param maps its id maps in the fewest extents; empty if the image does not say
 */
public record SpaceFacts(int objref, int parent, long creator, int level, List<Integer> pids,
        Optional<IdMaps> maps) {
    public SpaceFacts {
        pids = List.copyOf(pids);
    }
}
