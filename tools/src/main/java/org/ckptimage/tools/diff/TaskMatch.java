// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which task of one image is which of the other: that with the same pid. If no pid at all is in both, the
 * image was taken after a restart that gave out new ones, and tasks are matched by their place in the tree as
 * long as they have the same comm.
 */
final class TaskMatch {
    private final Map<Integer, Integer> partners = new LinkedHashMap<>();
    private final boolean renumbered;

    TaskMatch(Facts first, Facts second) {
        for (int pid : first.tasks().keySet()) {
            if (second.tasks().containsKey(pid)) {
                partners.put(pid, pid);
            }
        }
        renumbered = partners.isEmpty();
        if (renumbered) {
            byPlace(new ArrayList<>(first.tasks().values()), new ArrayList<>(second.tasks().values()));
        }
    }

    private void byPlace(List<TaskFacts> first, List<TaskFacts> second) {
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (first.get(i).task().comm().equals(second.get(i).task().comm())) {
                partners.put(first.get(i).pid(), second.get(i).pid());
            }
        }
    }

    /** Pids in the second image by those in the first, in the order of the first. */
    Map<Integer, Integer> partners() {
        return partners;
    }

    /** The same number in the second image: another one only if pids were given out anew. */
    int translate(int pid) {
        return renumbered ? partners.getOrDefault(pid, pid) : pid;
    }

    /** True if no pid is in both images, so that tasks are matched by their place. */
    boolean byPlace() {
        return renumbered && !partners.isEmpty();
    }

    /** Pids of the second image that have a partner. */
    Set<Integer> matched() {
        return Set.copyOf(partners.values());
    }
}
