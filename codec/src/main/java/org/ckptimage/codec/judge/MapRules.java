// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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

    /**
     * Looks for ids of a cred that no extent has; all are told in one finding. A map that is missing
     * altogether was told as such.
     */
    static void covered(Cred cred, GroupList groups, IdMaps maps, CredFindings findings) {
        boolean none = maps.uids().isEmpty() && maps.gids().isEmpty();
        Map<String, Long> left = new LinkedHashMap<>();
        if (none || !maps.uids().isEmpty()) {
            ids("u", cred.users(), new IdMap(maps.uids()), left);
        }
        if (none || !maps.gids().isEmpty()) {
            IdMap gids = new IdMap(maps.gids());
            ids("g", cred.groups(), gids, left);
            groups.ids().stream().filter(gid -> gids.outside(gid).isEmpty()).findFirst()
                    .ifPresent(gid -> left.put("groups", gid));
        }
        if (!left.isEmpty()) {
            String field = left.keySet().iterator().next();
            String others = left.size() == 1 ? "" : ", nor are those of " + left.keySet().stream().skip(1)
                    .collect(Collectors.joining(", "));
            findings.report(Rule.CKU003, field, Long.toString(left.get(field)),
                    "the id is not mapped in its user namespace: no task can be given it" + others);
        }
    }

    private static void ids(String kind, Cred.Ids ids, IdMap map, Map<String, Long> left) {
        id(kind + "id", ids.real(), map, left);
        id("e" + kind + "id", ids.effective(), map, left);
        id("s" + kind + "id", ids.saved(), map, left);
        id("fs" + kind + "id", ids.filesystem(), map, left);
    }

    private static void id(String field, long id, IdMap map, Map<String, Long> left) {
        if (map.outside(id).isEmpty()) {
            left.put(field, id);
        }
    }
}
