// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.List;
import java.util.Map;

/**
 * All that was read of tasks that did not change meanwhile.
 *
 * @param snapshot the tasks
 * @param hidden what {@code /proc} does not tell, by number of the task; without those that it was not
 *     told of
 * @param spaces their user namespaces
 * @param processes what threads have in common, by process; zombies have nothing
 */
record Evidence(Snapshot snapshot, Map<Integer, HiddenCred> hidden, SpaceSurvey.Found spaces,
        Map<Integer, ProcessFacts> processes) {
    Evidence {
        hidden = Map.copyOf(hidden);
        processes = Map.copyOf(processes);
    }

    /**
     * What threads have in common.
     *
     * @param cwd working directory, as far as the caller may know, else the root
     * @param root root directory, likewise
     * @param limits soft and hard in turn
     */
    record ProcessFacts(String cwd, String root, List<Long> limits) {
        ProcessFacts {
            limits = List.copyOf(limits);
        }
    }
}
