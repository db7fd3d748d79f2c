// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.HostIds;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.UserNs;

/** What the ids of a cred are outside of all user namespaces. */
final class HostIdText {
    private static final int MOST_GROUPS = 32;

    private final ObjectIndex index;
    private final HostIds hosts;

    HostIdText(Image image, ObjectIndex index) {
        this.index = index;
        this.hosts = new HostIds(image, index);
    }

    /** One line; empty where ids are the same on both sides, or the maps are not known. */
    Optional<String> line(Cred cred) {
        int space = index.userNsRef(cred);
        if (index.userNs(space).flatMap(UserNs::maps).isEmpty() || !hosts.known(space)) {
            return Optional.empty();
        }
        return Optional.of("  on the host      uid " + ids(cred.users(), id -> hosts.uid(space, id))
                + ", gid " + ids(cred.groups(), id -> hosts.gid(space, id)) + ", groups "
                + groups(index.groups(cred), space));
    }

    /** Real, saved, effective and filesystem id; one if they are all the same. */
    private static String ids(Cred.Ids ids, LongFunction<OptionalLong> host) {
        String real = id(host.apply(ids.real()));
        String all = real + " " + id(host.apply(ids.saved())) + " " + id(host.apply(ids.effective())) + " "
                + id(host.apply(ids.filesystem()));
        return all.equals(real + " " + real + " " + real + " " + real) ? real : all;
    }

    private String groups(GroupList groups, int space) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
            text.append(i == 0 ? "" : ", ").append(id(hosts.gid(space, groups.get(i))));
        }
        return text.append(groups.size() > MOST_GROUPS ? ", ...]" : "]").toString();
    }

    private static String id(OptionalLong id) {
        return id.isPresent() ? Long.toString(id.getAsLong()) : "unmapped";
    }
}
