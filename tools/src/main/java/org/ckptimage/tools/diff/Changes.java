// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects changes, but for those of fields that do not count. */
final class Changes {
    private final Set<Field> ignored;
    private final List<Change> all = new ArrayList<>();

    Changes(Set<Field> ignored) {
        this.ignored = ignored.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(ignored);
    }

    /** Whose field changed. */
    record Place(Subject subject, String path) {}

    void add(Place place, Field field, String from, String to, Privilege privilege) {
        if (!ignored.contains(field)) {
            all.add(new Change(place.subject(), place.path(), field, from, to, List.of(), List.of(),
                    privilege));
        }
    }

    /** Adds a change if the texts differ. */
    void compare(Place place, Field field, String from, String to) {
        if (!from.equals(to)) {
            add(place, field, from, to, Privilege.NONE);
        }
    }

    /** Adds a change if the numbers differ. */
    void compare(Place place, Field field, long from, long to) {
        compare(place, field, Long.toString(from), Long.toString(to));
    }

    void members(Place place, Field field, List<String> gained, List<String> lost, Privilege privilege) {
        if (!ignored.contains(field) && !(gained.isEmpty() && lost.isEmpty())) {
            all.add(new Change(place.subject(), place.path(), field, "", "", gained, lost, privilege));
        }
    }

    List<Change> all() {
        return all;
    }
}
