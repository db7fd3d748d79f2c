// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for the user namespaces of two images, the same name for the same namespace. A name is the path of
 * the uids of the creators from the outermost namespace {@code /} on, such as {@code /1000/0}; where one
 * creator has several namespaces in one parent, {@code #2} and so on tells the further ones apart.
 *
 * <p>Namespaces of the same parent and creator are taken to be the same if most of the same tasks live in
 * them, and by their order if no task does.
 */
final class SpaceNames {
    private final Spaces first;
    private final Spaces second;
    private final Map<Integer, String> firstNames = new HashMap<>();
    private final Map<Integer, String> secondNames = new HashMap<>();

    /** Two namespaces that have the same name; 0 where one image has none. */
    private record Pair(int first, int second, String name) {}

    SpaceNames(Spaces first, Spaces second) {
        this.first = first;
        this.second = second;
        Deque<Pair> due = new ArrayDeque<>();
        due.add(new Pair(0, 0, ""));
        while (!due.isEmpty()) {
            children(due.remove(), due);
        }
    }

    private void children(Pair parent, Deque<Pair> due) {
        boolean root = parent.name.isEmpty();
        Map<Long, List<SpaceFacts>> ofFirst = root || parent.first != 0 ? first.children(parent.first)
                : Map.of();
        Map<Long, List<SpaceFacts>> ofSecond = root || parent.second != 0 ? second.children(parent.second)
                : Map.of();
        Set<Long> creators = new HashSet<>(ofFirst.keySet());
        creators.addAll(ofSecond.keySet());
        for (long creator : creators.stream().sorted().toList()) {
            List<SpaceFacts> left = new ArrayList<>(ofFirst.getOrDefault(creator, List.of()));
            List<SpaceFacts> right = new ArrayList<>(ofSecond.getOrDefault(creator, List.of()));
            String base = creator < 0 ? "/" : (parent.name.equals("/") ? "" : parent.name) + "/" + creator;
            name(left, right, base, due);
        }
    }

    /** Pairs namespaces of one creator and names them. */
    private void name(List<SpaceFacts> left, List<SpaceFacts> right, String base, Deque<Pair> due) {
        left.sort(ORDER);
        right.sort(ORDER);
        int number = 0;
        List<SpaceFacts> alone = new ArrayList<>();
        for (SpaceFacts space : left) {
            SpaceFacts partner = partner(space, right, left.size() == 1 && right.size() == 1);
            if (partner == null) {
                alone.add(space);
                continue;
            }
            right.remove(partner);
            add(space.objref(), partner.objref(), numbered(base, ++number), due);
        }
        // those without common tasks are paired as they come
        for (SpaceFacts space : alone) {
            boolean idle = space.pids().isEmpty();
            SpaceFacts partner = right.stream().filter(r -> r.pids().isEmpty() == idle).findFirst()
                    .orElse(null);
            right.remove(partner);
            add(space.objref(), partner == null ? 0 : partner.objref(), numbered(base, ++number), due);
        }
        for (SpaceFacts space : right) {
            add(0, space.objref(), numbered(base, ++number), due);
        }
    }

    private static final Comparator<SpaceFacts> ORDER = Comparator
            .comparingInt((SpaceFacts s) -> s.pids().isEmpty() ? Integer.MAX_VALUE : s.pids().get(0));

    private static SpaceFacts partner(SpaceFacts space, List<SpaceFacts> candidates, boolean only) {
        if (only) {
            return candidates.get(0);
        }
        SpaceFacts best = null;
        long most = 0;
        Set<Integer> own = new HashSet<>(space.pids());
        for (SpaceFacts candidate : candidates) {
            long common = candidate.pids().stream().filter(own::contains).count();
            if (common > most) {
                best = candidate;
                most = common;
            }
        }
        return best;
    }

    private static String numbered(String base, int number) {
        return number == 1 ? base : base + "#" + number;
    }

    private void add(int ofFirst, int ofSecond, String name, Deque<Pair> due) {
        if (ofFirst != 0) {
            firstNames.put(ofFirst, name);
        }
        if (ofSecond != 0) {
            secondNames.put(ofSecond, name);
        }
        due.add(new Pair(ofFirst, ofSecond, name));
    }

    /** Name of a namespace of the first image; a namespace that no creator leads to has none. */
    String ofFirst(int objref) {
        return firstNames.getOrDefault(objref, "");
    }

    /** Name of a namespace of the second image. */
    String ofSecond(int objref) {
        return secondNames.getOrDefault(objref, "");
    }
}
