// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an image does not say of which tasks: a line for each kind, however many tasks there are. */
final class Omissions {
    private static final int MOST_SHOWN = 4;

    private final Map<String, List<Integer>> tasks = new LinkedHashMap<>();

    void add(ThreadFacts task, String what) {
        tasks.computeIfAbsent(what, absent -> new ArrayList<>()).add(task.tid());
    }

    /** Such as {@code task 12, 13: a zombie: the format has no place for its creds}. */
    List<String> lines() {
        return tasks.entrySet().stream().map(entry -> "task " + some(entry.getValue()) + ": "
                + entry.getKey())
                .toList();
    }

    private static String some(List<Integer> tids) {
        String shown = tids.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return tids.size() > MOST_SHOWN ? shown + " and " + (tids.size() - MOST_SHOWN) + " more" : shown;
    }
}
