// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds the objects of an image by objref; the first one where a broken image defines two. */
public final class ObjectIndex {
    private final Map<Integer, Cred> creds;
    private final Map<Integer, User> users;
    private final Map<Integer, UserNs> userNamespaces;
    private final Map<Integer, Groupinfo> groupinfos;
    private final Map<Integer, Ns> namespaces;
    private final Map<Integer, UtsNs> utsNamespaces;

    /** An index of what is in the image. */
    public ObjectIndex(Image image) {
        creds = index(image.creds(), Cred::objref);
        users = index(image.users(), User::objref);
        userNamespaces = index(image.userNamespaces(), UserNs::objref);
        groupinfos = index(image.groupinfos(), Groupinfo::objref);
        namespaces = index(image.namespaces(), Ns::objref);
        utsNamespaces = index(image.utsNamespaces(), UtsNs::objref);
    }

    private static <T> Map<Integer, T> index(List<T> objects, ToIntFunction<T> objref) {
        Map<Integer, T> found = new HashMap<>();
        for (T object : objects) {
            found.putIfAbsent(objref.applyAsInt(object), object);
        }
        return found;
    }

    /** The CRED with this objref. */
    public Optional<Cred> cred(int objref) {
        return Optional.ofNullable(creds.get(objref));
    }

    /** The USER with this objref. */
    public Optional<User> user(int objref) {
        return Optional.ofNullable(users.get(objref));
    }

    /** The USER_NS with this objref. */
    public Optional<UserNs> userNs(int objref) {
        return Optional.ofNullable(userNamespaces.get(objref));
    }

    /** The NS with this objref. */
    public Optional<Ns> ns(int objref) {
        return Optional.ofNullable(namespaces.get(objref));
    }

    /** The UTS_NS with this objref. */
    public Optional<UtsNs> utsNs(int objref) {
        return Optional.ofNullable(utsNamespaces.get(objref));
    }

    /** The groups of a cred; none if its GROUPINFO is missing. */
    public GroupList groups(Cred cred) {
        Groupinfo found = groupinfos.get(cred.groupinfoRef());
        return found == null ? GroupList.EMPTY : found.groups();
    }

    /** Objref of the user namespace that a cred's user belongs to; 0 if the user is missing. */
    public int userNsRef(Cred cred) {
        User user = users.get(cred.userRef());
        return user == null ? 0 : user.usernsRef();
    }
}
