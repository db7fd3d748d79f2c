// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMap;
import org.ckptimage.codec.model.IdMaps;

/** Whether the kernel would take the maps of a user namespace, and whether they have all ids in use. */
final class MapRules {
    /** UID_GID_MAP_MAX_EXTENTS of the kernel. */
    private static final int MOST_EXTENTS = 340;
    private static final long IDS = 0xffff_ffffL;
    private static final int MOST_GROUPS = 4;

    private MapRules() {}

    /** Judges a map by itself. */
    static void map(String field, List<IdMaps.Extent> extents, CredFindings findings) {
        if (extents.size() > MOST_EXTENTS) {
            findings.report(Rule.CKU002, field, extents.size() + " extents",
                    "a map has at most " + MOST_EXTENTS + " extents");
        }
        for (IdMaps.Extent extent : extents) {
            if (extent.count() == 0 || beyond(extent.first(), extent)
                    || beyond(extent.lowerFirst(), extent)) {
                findings.report(Rule.CKU002, field, text(extent),
                        "an extent is empty or ends beyond the ids");
                return;
            }
        }
        overlap(field, extents, IdMaps.Extent::first, findings);
        overlap(field, extents, IdMaps.Extent::lowerFirst, findings);
    }

    /** Judges the maps of a namespace that should keep its tasks from the ids outside. */
    static void isolation(IdMaps maps, CredFindings findings) {
        if (maps.uids().isEmpty() != maps.gids().isEmpty()) {
            findings.report(Rule.CKU006, maps.uids().isEmpty() ? "uid_map" : "gid_map", "",
                    "the other map is there, this one is empty: none of its ids can be used");
        }
        boolean users = new IdMap(maps.uids()).outside(0).equals(OptionalLong.of(0));
        if (users || new IdMap(maps.gids()).outside(0).equals(OptionalLong.of(0))) {
            findings.report(Rule.CKU004, users ? "uid_map" : "gid_map", "0",
                    "root inside is root outside: the namespace keeps nothing apart");
        }
    }

    private static boolean beyond(long first, IdMaps.Extent extent) {
        return first + extent.count() > IDS;
    }

    private static void overlap(String field, List<IdMaps.Extent> extents, ToLongFunction<IdMaps.Extent> side,
            CredFindings findings) {
        List<IdMaps.Extent> sorted = new ArrayList<>(extents);
        sorted.sort(Comparator.comparingLong(side));
        for (int i = 1; i < sorted.size(); i++) {
            IdMaps.Extent before = sorted.get(i - 1);
            if (side.applyAsLong(before) + before.count() > side.applyAsLong(sorted.get(i))) {
                findings.report(Rule.CKU001, field, text(before) + " and " + text(sorted.get(i)),
                        "two extents have an id in common");
                return;
            }
        }
    }

    private static String text(IdMaps.Extent extent) {
        return extent.first() + " " + extent.lowerFirst() + " " + extent.count();
    }

    /** Looks for ids of a cred that no extent has; a map that is missing altogether was told as such. */
    static void covered(Cred cred, GroupList groups, IdMaps maps, CredFindings findings) {
        boolean none = maps.uids().isEmpty() && maps.gids().isEmpty();
        if (none || !maps.uids().isEmpty()) {
            ids("u", cred.users(), new IdMap(maps.uids()), findings);
        }
        if (none || !maps.gids().isEmpty()) {
            IdMap gids = new IdMap(maps.gids());
            ids("g", cred.groups(), gids, findings);
            int told = 0;
            for (int i = 0; i < groups.size() && told < MOST_GROUPS; i++) {
                told += covered("groups", groups.get(i), gids, findings) ? 0 : 1;
            }
        }
    }

    private static void ids(String kind, Cred.Ids ids, IdMap map, CredFindings findings) {
        covered(kind + "id", ids.real(), map, findings);
        covered("e" + kind + "id", ids.effective(), map, findings);
        covered("s" + kind + "id", ids.saved(), map, findings);
        covered("fs" + kind + "id", ids.filesystem(), map, findings);
    }

    private static boolean covered(String field, long id, IdMap map, CredFindings findings) {
        boolean there = map.outside(id).isPresent();
        if (!there) {
            findings.report(Rule.CKU003, field, Long.toString(id),
                    "the id is not mapped in its user namespace: no task can be given it");
        }
        return there;
    }
}
