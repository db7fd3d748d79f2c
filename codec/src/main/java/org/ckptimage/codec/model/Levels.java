// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Level of every user namespace; each chain of creators is walked once, and a cycle of them ends. */
final class Levels {
    private static final int OPEN = -2;
    private static final int UNKNOWN = -1;

    private final Map<Integer, UserNs> spaces = new HashMap<>();
    private final Map<Integer, User> users = new HashMap<>();
    private final Map<Integer, Integer> levels = new HashMap<>();

    private Levels(List<UserNs> spaces, List<User> users) {
        spaces.forEach(space -> this.spaces.putIfAbsent(space.objref(), space));
        users.forEach(user -> this.users.putIfAbsent(user.objref(), user));
    }

    /** The same namespaces with their levels. */
    static List<UserNs> fill(List<UserNs> spaces, List<User> users) {
        Levels levels = new Levels(spaces, users);
        List<UserNs> filled = new ArrayList<>(spaces.size());
        for (UserNs space : spaces) {
            int level = levels.of(space);
            filled.add(new UserNs(space.objref(), space.offset(), space.creatorRef(),
                    level < 0 ? OptionalInt.empty() : OptionalInt.of(level),
                    space.maps()));
        }
        return filled;
    }

    private int of(UserNs start) {
        List<UserNs> chain = new ArrayList<>();
        UserNs space = start;
        int level = UNKNOWN;
        while (space != null) {
            Integer known = levels.get(space.objref());
            if (known != null) {
                level = known == OPEN ? UNKNOWN : known;
                break;
            }
            if (space.creatorRef() == 0) {
                levels.put(space.objref(), 0);
                level = 0;
                break;
            }
            levels.put(space.objref(), OPEN);
            chain.add(space);
            User creator = users.get(space.creatorRef());
            space = creator == null ? null : spaces.get(creator.usernsRef());
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            level = level < 0 ? UNKNOWN : level + 1;
            levels.put(chain.get(i).objref(), level);
        }
        return levels.get(start.objref());
    }
}
