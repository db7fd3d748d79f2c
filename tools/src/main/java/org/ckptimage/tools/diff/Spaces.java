// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** The user namespaces of an image by objref, with the tasks in each; the outer ones first. */
final class Spaces {
    private static final int MOST_PIDS = 64;

    private final Map<Integer, SpaceFacts> facts = new LinkedHashMap<>();

    Spaces(Image image, ObjectIndex index) {
        Map<Integer, TreeSet<Integer>> pids = pids(image, index);
        List<UserNs> ordered = new ArrayList<>(image.userNamespaces());
        ordered.sort((a, b) -> Integer.compare(a.level().orElse(0), b.level().orElse(0)));
        for (UserNs space : ordered) {
            Optional<User> creator = index.user(space.creatorRef());
            facts.putIfAbsent(space.objref(), new SpaceFacts(space.objref(),
                    creator.map(User::usernsRef).orElse(0), creator.map(User::uid).orElse(-1L),
                    space.level().orElse(-1),
                    List.copyOf(pids.getOrDefault(space.objref(), new TreeSet<>())),
                    space.maps().map(Spaces::joined)));
        }
    }

    /** The same maps in the fewest extents: how a writer cuts them means nothing. */
    private static IdMaps joined(IdMaps maps) {
        return new IdMaps(maps.setgroups(), joined(maps.uids()), joined(maps.gids()));
    }

    private static List<IdMaps.Extent> joined(List<IdMaps.Extent> map) {
        List<IdMaps.Extent> sorted = new ArrayList<>(map);
        sorted.removeIf(extent -> extent.count() == 0);
        sorted.sort(Comparator.comparingLong(IdMaps.Extent::first));
        List<IdMaps.Extent> joined = new ArrayList<>();
        for (IdMaps.Extent extent : sorted) {
            int end = joined.size() - 1;
            IdMaps.Extent last = end < 0 ? extent : joined.get(end);
            boolean follows = end >= 0 && last.first() + last.count() == extent.first()
                    && last.lowerFirst() + last.count() == extent.lowerFirst();
            if (follows) {
                joined.set(end, new IdMaps.Extent(last.first(), last.lowerFirst(),
                        last.count() + extent.count()));
            } else {
                joined.add(extent);
            }
        }
        return joined;
    }

    /** The first tasks that live in each namespace or below it. */
    private static Map<Integer, TreeSet<Integer>> pids(Image image, ObjectIndex index) {
        Map<Integer, TreeSet<Integer>> pids = new HashMap<>();
        for (Task task : image.tasks()) {
            if (task.credRef().isPresent()) {
                index.cred(task.credRef().getAsInt())
                        .ifPresent(cred -> add(pids, index.userNsRef(cred), task.ids().pid()));
            }
        }
        List<UserNs> inner = new ArrayList<>(image.userNamespaces());
        inner.sort((a, b) -> Integer.compare(b.level().orElse(0), a.level().orElse(0)));
        for (UserNs space : inner) {
            TreeSet<Integer> own = pids.get(space.objref());
            Optional<User> creator = index.user(space.creatorRef());
            if (own != null && creator.isPresent() && space.level().orElse(0) > 0) {
                own.forEach(pid -> add(pids, creator.get().usernsRef(), pid));
            }
        }
        return pids;
    }

    private static void add(Map<Integer, TreeSet<Integer>> pids, int space, int pid) {
        TreeSet<Integer> known = pids.computeIfAbsent(space, k -> new TreeSet<>());
        known.add(pid);
        if (known.size() > MOST_PIDS) {
            known.pollLast();
        }
    }

    /** All of them, outer ones before inner ones. */
    List<SpaceFacts> all() {
        return List.copyOf(facts.values());
    }

    Optional<SpaceFacts> find(int objref) {
        return Optional.ofNullable(facts.get(objref));
    }

    /** Those whose creator lives in a namespace, by the uid of the creator; 0 for the outermost ones. */
    Map<Long, List<SpaceFacts>> children(int parent) {
        Map<Long, List<SpaceFacts>> children = new LinkedHashMap<>();
        for (SpaceFacts space : facts.values()) {
            if (space.parent() == parent && space.objref() != parent) {
                children.computeIfAbsent(space.creator(), k -> new ArrayList<>()).add(space);
            }
        }
        return children;
    }
}
