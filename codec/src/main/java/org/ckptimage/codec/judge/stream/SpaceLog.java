// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.model.CredReader;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.codec.scan.ScanView;

/** The users and user namespaces of a stream, as many as a host has at once. */
final class SpaceLog {
    private static final int MOST_USERS = 1 << 16;
    private static final int MOST_SPACES = 1 << 12;
    private static final int MOST_EXTENTS = 1 << 17;

    private final List<User> users = new ArrayList<>();
    private final List<UserNs> spaces = new ArrayList<>();
    private final Map<Integer, IdMaps> maps = new HashMap<>();
    private int extents;

    void user(User user) {
        if (users.size() < MOST_USERS) {
            users.add(user);
        }
    }

    void space(UserNs space) {
        if (spaces.size() < MOST_SPACES) {
            spaces.add(space);
        }
    }

    void map(ScanView view) {
        IdMaps found = CredReader.maps(view);
        int size = found.uids().size() + found.gids().size();
        if (extents + size <= MOST_EXTENTS && maps.size() < MOST_SPACES) {
            extents += maps.putIfAbsent((int) view.get("user_ns_ref"), found) == null ? size : 0;
        }
    }

    List<User> users() {
        return users;
    }

    /** With their maps. */
    List<UserNs> spaces() {
        return spaces.stream().map(space -> space.with(Optional.ofNullable(maps.get(space.objref()))))
                .toList();
    }
}
