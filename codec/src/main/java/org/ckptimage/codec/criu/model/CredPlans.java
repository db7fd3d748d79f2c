// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** Plans of creds, groups, users and user namespaces; one for each object of an image. */
final class CredPlans {
    private static final int UNKNOWN_SETGROUPS = 2;
    private static final int DEEPEST = 64;

    private final ObjectIndex index;
    private final Map<Integer, CredPlan> creds = new HashMap<>();
    private final Map<Integer, GroupsPlan> groups = new HashMap<>();
    private final Map<Integer, UserPlan> users = new HashMap<>();
    private final Map<Integer, UserNsPlan> spaces = new HashMap<>();

    CredPlans(ObjectIndex index) {
        this.index = index;
    }

    CredPlan plan(Cred cred) {
        CredPlan known = creds.get(cred.objref());
        if (known == null) {
            known = make(cred);
            creds.put(cred.objref(), known);
        }
        return known;
    }

    private CredPlan make(Cred cred) {
        Cred.Caps caps = cred.caps();
        int noNewPrivs = (int) cred.noNewPrivs().orElse(0);
        return new CredPlan(ids(cred.users()), ids(cred.groups()),
                groups.computeIfAbsent(cred.groupinfoRef(), ref -> list(index.groups(cred))),
                user(cred.userRef(), 0), new CapsPlan(caps.inheritable(), caps.permitted(), caps.effective(),
                        caps.bounding(), (int) caps.securebits()),
                null, new CredPlan.Recent(noNewPrivs, cred.ambient()));
    }

    private static IdsPlan ids(Cred.Ids ids) {
        return new IdsPlan((int) ids.real(), (int) ids.saved(), (int) ids.effective(),
                (int) ids.filesystem());
    }

    private static GroupsPlan list(GroupList groups) {
        int[] list = new int[groups.size()];
        for (int i = 0; i < list.length; i++) {
            list[i] = (int) groups.get(i);
        }
        return new GroupsPlan(list);
    }

    private UserPlan user(int objref, int depth) {
        UserPlan known = users.get(objref);
        if (known == null) {
            Optional<User> user = index.user(objref);
            known = new UserPlan(user.map(User::uid).orElse(0L).intValue(),
                    space(user.map(User::usernsRef).orElse(0), depth));
            users.put(objref, known);
        }
        return known;
    }

    private UserNsPlan space(int objref, int depth) {
        UserNsPlan known = spaces.get(objref);
        if (known == null) {
            Optional<UserNs> space = index.userNs(objref);
            int creator = space.map(UserNs::creatorRef).orElse(0);
            known = new UserNsPlan(creator == 0 || depth == DEEPEST ? null : user(creator, depth + 1),
                    space.flatMap(UserNs::maps).map(CredPlans::map).orElse(null));
            spaces.put(objref, known);
        }
        return known;
    }

    private static IdMapPlan map(IdMaps maps) {
        return new IdMapPlan((int) maps.setgroups().orElse(UNKNOWN_SETGROUPS), extents(maps.uids()),
                extents(maps.gids()));
    }

    private static List<IdMapPlan.Extent> extents(List<IdMaps.Extent> extents) {
        return extents.stream().map(extent -> new IdMapPlan.Extent((int) extent.first(),
                (int) extent.lowerFirst(), (int) extent.count())).toList();
    }
}
