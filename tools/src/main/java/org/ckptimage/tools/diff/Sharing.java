// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.tools.diff.Changes.Place;

/**
 * Compares which tasks use the same object. Creds are left out: tasks with equal creds can do the same
 * whether they share one or not.
 */
final class Sharing {
    private static final int MOST_PARTNERS = 8;

    /** One kind of object that tasks share. */
    private record Kind(Field field, ToIntFunction<TaskFacts> objref) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(Field.SHARED_FILES, t -> t.task().refs().files()),
            new Kind(Field.SHARED_MM, t -> t.task().refs().mm()),
            new Kind(Field.SHARED_FS, t -> t.task().refs().fs()),
            new Kind(Field.SHARED_SIGHAND, t -> t.task().refs().sighand()),
            new Kind(Field.SHARED_SIGNAL, t -> t.task().refs().signal()),
            new Kind(Field.SHARED_UTS_NS, t -> t.ns().map(Ns::utsRef).orElse(0)),
            new Kind(Field.SHARED_IPC_NS, t -> t.ns().map(Ns::ipcRef).orElse(0)),
            new Kind(Field.SHARED_NET_NS, t -> t.ns().map(Ns::netRef).orElse(0)));

    private final Facts first;
    private final Facts second;
    private final TaskMatch match;

    Sharing(Facts first, Facts second, TaskMatch match) {
        this.first = first;
        this.second = second;
        this.match = match;
    }

    void compare(Changes changes) {
        for (Kind kind : KINDS) {
            // groups of tasks in both images, by the object they share; tasks go by their pid in the first
            // image
            Map<Integer, List<Integer>> before = new LinkedHashMap<>();
            Map<Integer, List<Integer>> after = new HashMap<>();
            match.partners().forEach((pid, partner) -> {
                int from = kind.objref().applyAsInt(first.tasks().get(pid));
                int to = kind.objref().applyAsInt(second.tasks().get(partner));
                // a version that lacks the object says nothing about it
                if (from != 0 && to != 0) {
                    before.computeIfAbsent(from, k -> new ArrayList<>()).add(pid);
                    after.computeIfAbsent(to, k -> new ArrayList<>()).add(pid);
                }
            });
            before.values().forEach(Collections::sort);
            after.values().forEach(Collections::sort);
            compare(kind, before, after, changes);
        }
    }

    private void compare(Kind kind, Map<Integer, List<Integer>> before, Map<Integer, List<Integer>> after,
            Changes changes) {
        for (List<Integer> group : before.values()) {
            // one look tells of a whole group that nothing changed
            if (group.equals(after.get(objref(kind, group.get(0))))) {
                continue;
            }
            for (int pid : group) {
                Place place = new Place(
                        new Subject(Subject.Kind.TASK, pid, first.tasks().get(pid).task().comm()), "");
                changes.add(place, kind.field(), partners(group, pid),
                        partners(after.get(objref(kind, pid)), pid), Privilege.NONE);
            }
        }
    }

    /** What a task of the first image uses in the second. */
    private int objref(Kind kind, int pid) {
        return kind.objref().applyAsInt(second.tasks().get(match.partners().get(pid)));
    }

    /** The other tasks of a group. */
    private static String partners(List<Integer> group, int pid) {
        if (group.size() == 1) {
            return "nobody";
        }
        StringBuilder text = new StringBuilder("task");
        int shown = 0;
        for (int other : group) {
            if (other != pid && shown < MOST_PARTNERS) {
                text.append(shown++ == 0 ? " " : ", ").append(other);
            }
        }
        int more = group.size() - 1 - shown;
        return more == 0 ? text.toString() : text.append(" and ").append(more).append(" more").toString();
    }
}
