// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Task;
import org.ckptimage.tools.diff.Changes.Place;

/**
 * Compares what two images mean. Tasks are matched by pid, their credentials by the path from the task, user
 * namespaces by their creators; numbers of objects, versions, byte order and time of capture mean nothing.
 */
public final class Comparison {
    private final Facts first;
    private final Facts second;
    private final TaskMatch match;
    private final Changes changes;
    private final CredComparison creds;

    /**
     * @param facts of both images
     * @param ignored fields that do not count
     * @param words for values
     */
    public Comparison(Facts.Pair facts, Set<Field> ignored, Words words) {
        this.first = facts.first();
        this.second = facts.second();
        this.match = new TaskMatch(first, second);
        this.changes = new Changes(ignored);
        this.creds = new CredComparison(changes, words);
    }

    /**
     * All differences, ordered by subject; those with a gain of privilege first, and likewise within each.
     */
    public List<Change> changes() {
        changes.compare(new Place(new Subject(Subject.Kind.IMAGE, 0, ""), ""), Field.ARCH, first.arch(),
                second.arch());
        spaces();
        gone();
        match.partners().forEach((pid, partner) -> task(first.tasks().get(pid), second.tasks().get(partner)));
        new Sharing(first, second, match).compare(changes);
        return sorted(changes.all());
    }

    /** How tasks were matched. */
    public Matching tasks() {
        return match.byPlace() ? Matching.PLACE : Matching.PID;
    }

    private static List<Change> sorted(List<Change> all) {
        Map<Subject, Integer> place = new HashMap<>();
        Set<Subject> gaining = new HashSet<>();
        for (Change change : all) {
            place.putIfAbsent(change.subject(), place.size());
            if (change.privilege() == Privilege.GAINED) {
                gaining.add(change.subject());
            }
        }
        List<Change> sorted = new ArrayList<>(all);
        sorted.sort((a, b) -> {
            int gain = Boolean.compare(gaining.contains(b.subject()), gaining.contains(a.subject()));
            int subject = gain != 0 ? gain
                    : Integer.compare(place.get(a.subject()), place.get(b.subject()));
            return subject != 0 ? subject : Boolean.compare(b.privilege() == Privilege.GAINED,
                    a.privilege() == Privilege.GAINED);
        });
        return sorted;
    }

    private void gone() {
        Set<Integer> matched = match.matched();
        second.tasks().forEach((pid, task) -> {
            if (!matched.contains(pid)) {
                changes.add(place(task, ""), Field.TASK, "", "appeared",
                        PrivilegeRules.powerful(task) ? Privilege.GAINED : Privilege.NONE);
            }
        });
        first.tasks().forEach((pid, task) -> {
            if (!match.partners().containsKey(pid)) {
                changes.add(place(task, ""), Field.TASK, "vanished", "",
                        PrivilegeRules.powerful(task) ? Privilege.LOST : Privilege.NONE);
            }
        });
    }

    private static Place place(TaskFacts task, String path) {
        return new Place(new Subject(Subject.Kind.TASK, task.pid(), task.task().comm()), path);
    }

    private void task(TaskFacts from, TaskFacts to) {
        Place place = place(from, "");
        ids(place, from.task().ids(), to.task().ids());
        changes.compare(place, Field.COMM, from.task().comm(), to.task().comm());
        changes.compare(place, Field.STATE, state(from.task()), state(to.task()));
        changes.compare(place, Field.EXIT_CODE, from.task().exitCode(), to.task().exitCode());
        if (from.nodename().isPresent() && to.nodename().isPresent()) {
            changes.compare(place, Field.NODENAME, from.nodename().get(), to.nodename().get());
        }
        OptionalLong before = from.task().seccomp();
        OptionalLong after = to.task().seccomp();
        if (!before.equals(after)) {
            changes.add(place, Field.SECCOMP, seccomp(before), seccomp(after),
                    PrivilegeRules.restraint(before.orElse(0), after.orElse(0)));
        }
        if (from.cred().isPresent() && to.cred().isPresent()) {
            creds.compare(place(from, "cred"), from.cred().get(), to.cred().get());
        }
        boolean twofold = !from.ecred().equals(from.cred()) || !to.ecred().equals(to.cred());
        if (twofold && from.ecred().isPresent() && to.ecred().isPresent()) {
            creds.compare(place(from, "ecred"), from.ecred().get(), to.ecred().get());
        }
    }

    private void ids(Place place, Task.Ids from, Task.Ids to) {
        changes.compare(place, Field.PID, match.translate(from.pid()), to.pid());
        changes.compare(place, Field.PPID, match.translate(from.ppid()), to.ppid());
        changes.compare(place, Field.TGID, match.translate(from.tgid()), to.tgid());
        changes.compare(place, Field.PGID, match.translate(from.pgid()), to.pgid());
        changes.compare(place, Field.SID, match.translate(from.sid()), to.sid());
    }

    /** Whether a task slept or ran when it was stopped means nothing. */
    private static String state(Task task) {
        return task.zombie() ? "zombie" : "alive";
    }

    private static String seccomp(OptionalLong mode) {
        if (mode.isEmpty() || mode.getAsLong() > 2) {
            return known(mode);
        }
        return mode.getAsLong() == 0 ? "none" : mode.getAsLong() == 1 ? "strict" : "filter";
    }

    /** A number, or that the image does not say. */
    static String known(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "unknown";
    }

    private void spaces() {
        second.spaces().forEach((name, space) -> {
            if (!first.spaces().containsKey(name)) {
                changes.add(place(name), Field.USER_NS, "", "appeared", Privilege.NONE);
            }
        });
        first.spaces().forEach((name, space) -> {
            SpaceFacts now = second.spaces().get(name);
            if (now == null) {
                changes.add(place(name), Field.USER_NS, "vanished", "", Privilege.NONE);
            } else if (space.maps().isPresent() && now.maps().isPresent()) {
                maps(place(name), space.maps().get(), now.maps().get());
            }
        });
    }

    private static Place place(String name) {
        return new Place(new Subject(Subject.Kind.USER_NS, 0, name), "");
    }

    private void maps(Place place, IdMaps from, IdMaps to) {
        map(place, Field.UID_MAP, from.uids(), to.uids());
        map(place, Field.GID_MAP, from.gids(), to.gids());
        if (from.setgroups().isPresent() && to.setgroups().isPresent()
                && !from.setgroups().equals(to.setgroups())) {
            long before = from.setgroups().getAsLong();
            long after = to.setgroups().getAsLong();
            changes.add(place, Field.SETGROUPS, setgroups(before), setgroups(after), Privilege.NONE);
        }
    }

    static String setgroups(long policy) {
        return policy == 0 ? "deny" : "allow";
    }

    /** A map that reaches root of the outer namespace only now gives power. */
    private void map(Place place, Field field, List<IdMaps.Extent> from, List<IdMaps.Extent> to) {
        if (!from.equals(to)) {
            boolean before = from.stream().anyMatch(e -> e.lowerFirst() == 0 && e.count() > 0);
            boolean after = to.stream().anyMatch(e -> e.lowerFirst() == 0 && e.count() > 0);
            changes.add(place, field, text(from), text(to),
                    after && !before ? Privilege.GAINED : before && !after ? Privilege.LOST : Privilege.NONE);
        }
    }

    /** The lines of a map, such as {@code 0:100000:65536}. */
    static String text(List<IdMaps.Extent> map) {
        StringBuilder text = new StringBuilder();
        for (IdMaps.Extent extent : map) {
            text.append(text.length() == 0 ? "" : " ").append(extent.first()).append(':')
                    .append(extent.lowerFirst()).append(':').append(extent.count());
        }
        return text.length() == 0 ? "empty" : text.toString();
    }
}
