// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Header;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** Shared objects of an image by objref; the first of two with one objref counts. */
final class ImageObjects {
    private final Map<Integer, Cred> creds;
    private final Map<Integer, User> users;
    private final Map<Integer, UserNs> spaces;
    private final Map<Integer, Groupinfo> groupinfos;
    private final boolean extended;

    ImageObjects(Image image) {
        creds = index(image.creds(), Cred::objref);
        users = index(image.users(), User::objref);
        spaces = index(image.userNamespaces(), UserNs::objref);
        groupinfos = index(image.groupinfos(), Groupinfo::objref);
        extended = image.header().map(Header::extended).orElse(false);
    }

    private static <T> Map<Integer, T> index(List<T> all, ToIntFunction<T> objref) {
        Map<Integer, T> index = new HashMap<>();
        all.forEach(one -> index.putIfAbsent(objref.applyAsInt(one), one));
        return index;
    }

    Optional<Cred> cred(int objref) {
        return Optional.ofNullable(creds.get(objref));
    }

    Optional<User> user(int objref) {
        return Optional.ofNullable(users.get(objref));
    }

    Optional<UserNs> space(int objref) {
        return Optional.ofNullable(spaces.get(objref));
    }

    Optional<Groupinfo> groupinfo(int objref) {
        return Optional.ofNullable(groupinfos.get(objref));
    }

    /** The namespace that a cred lives in. */
    Optional<UserNs> spaceOf(Cred cred) {
        return user(cred.userRef()).flatMap(user -> space(user.usernsRef()));
    }

    /** The parent of a namespace: that of its creator; empty for the root. */
    Optional<UserNs> parent(UserNs space) {
        return user(space.creatorRef()).flatMap(user -> space(user.usernsRef()));
    }

    /** Whether securebits were not read at the capture (SPEC.md, values that were not read). */
    boolean lacksSecurebits(Cred cred) {
        return extended && cred.caps().securebits() == Cred.SECUREBITS_UNKNOWN;
    }

    /** Whether two creds say the same, be they two objects or one. */
    boolean same(Cred one, Cred other) {
        return one.users().equals(other.users()) && one.groups().equals(other.groups())
                && one.caps().equals(other.caps()) && list(one).equals(list(other))
                && one.ambient() == other.ambient() && one.noNewPrivs().equals(other.noNewPrivs())
                && one.secRef() == other.secRef() && spaceOf(one).equals(spaceOf(other));
    }

    private GroupList list(Cred cred) {
        return groupinfo(cred.groupinfoRef()).map(Groupinfo::groups).orElse(GroupList.EMPTY);
    }
}
