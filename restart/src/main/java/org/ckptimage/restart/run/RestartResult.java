// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a restart made.
 *
 * @param pids number of each task and thread, by its position in the plan; ghosts have none
 * @param userNamespaces the user namespaces, in the order of the plan
 */
public record RestartResult(Map<Integer, Integer> pids, List<RestartEvent.UserNs> userNamespaces) {
    public RestartResult {
        pids = Collections.unmodifiableMap(new TreeMap<>(pids));
        userNamespaces = List.copyOf(userNamespaces);
    }
}
