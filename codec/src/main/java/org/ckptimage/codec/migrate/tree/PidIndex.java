// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import org.ckptimage.codec.graph.LongIntMap;

/** Pids by the order in which they were added. */
final class PidIndex {
    private static final int UNKNOWN = -1;

    private final LongIntMap places = new LongIntMap();

    void add(int pid) {
        places.put(pid, places.size());
    }

    /** Place of a pid; -1 if it was not added. */
    int of(int pid) {
        return places.get(pid, UNKNOWN);
    }
}
