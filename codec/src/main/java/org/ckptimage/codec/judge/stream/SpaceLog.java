// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.model.CredReader;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.codec.scan.ScanView;

/** The users and user namespaces of a stream, as many as a host has at once. */
final class SpaceLog {
    private static final int MOST_USERS = 1 << 16;
    private static final int MOST_OTHERS = 1 << 18;
    private static final int MOST_SPACES = 1 << 12;
    private static final int MOST_EXTENTS = 1 << 17;

    private final List<User> users = new ArrayList<>();
    /** By uid and namespace, the first object of such a user; by any other object, that one. */
    private final LongIntMap firsts = new LongIntMap();
    private final LongIntMap others = new LongIntMap();
    private final List<UserNs> spaces = new ArrayList<>();
    private final Map<Integer, IdMaps> maps = new HashMap<>();
    private int extents;

    void user(User user) {
        long key = user.uid() << Integer.SIZE | user.usernsRef() & 0xffff_ffffL;
        int first = firsts.get(key, 0);
        if (first != 0 && others.size() < MOST_OTHERS) {
            others.put(user.objref(), first);
        } else if (first == 0 && users.size() < MOST_USERS) {
            firsts.put(key, user.objref());
            users.add(user);
        }
    }

    /** The first object for the same user. */
    int first(int objref) {
        return others.get(objref, objref);
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
