// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** The creds of a set, with the objects they refer to; each value once. */
final class SharedCreds {
    private final CriuCheckpoint checkpoint;
    private final Objrefs objrefs;
    private final Map<Integer, Cred> creds = new LinkedHashMap<>();
    private final Map<Integer, Groupinfo> groupinfos = new LinkedHashMap<>();
    private final Map<Integer, User> users = new LinkedHashMap<>();
    private final Map<Integer, UserNs> spaces = new LinkedHashMap<>();
    private final Map<Integer, String> sources = new HashMap<>();
    /** The namespace of the root task; 0 before it is known. */
    private int rootSpace;

    /** What makes two creds the same. */
    private record Value(CriuCred cred, int userNs) {}

    SharedCreds(CriuCheckpoint checkpoint, Objrefs objrefs) {
        this.checkpoint = checkpoint;
        this.objrefs = objrefs;
    }

    /** The objref of a thread's cred. */
    int objref(CriuProcess process, CriuThread thread, CriuCred cred) {
        int space = space(checkpoint.userNamespace(process));
        int objref = objrefs.of("cred", new Value(cred, space));
        if (!creds.containsKey(objref)) {
            creds.put(objref, cred(objref, cred, space));
            sources.put(objref, thread.source());
        }
        return objref;
    }

    private Cred cred(int objref, CriuCred cred, int space) {
        CriuCred.CapSets caps = cred.caps();
        return new Cred(objref, 0, cred.users(), cred.groups(),
                new Cred.Caps(caps.inheritable(), caps.permitted(), caps.effective(), caps.bounding(),
                        cred.securebits()),
                user(cred.users().real(), space), groupinfo(cred.supplementary()), 0,
                Optional.of(new Cred.Ext(OptionalLong.of(cred.noNewPrivs()), caps.ambient(),
                        cred.lsmProfile(), cred.lsmSockcreate())));
    }

    private int groupinfo(GroupList groups) {
        int objref = objrefs.of("groupinfo", groups);
        groupinfos.computeIfAbsent(objref, key -> new Groupinfo(objref, 0, groups.size(), groups));
        return objref;
    }

    private int user(long uid, int space) {
        int objref = objrefs.of("user", List.of(uid, (long) space));
        users.computeIfAbsent(objref, key -> new User(objref, 0, uid, space));
        return objref;
    }

    /** Namespaces beside that of the root task, which no dump of CRIU has, stand below it. */
    private int space(Optional<UserNamespace> found) {
        int objref = objrefs.of("user_ns", (Object) found.map(UserNamespace::id).orElse(0));
        if (spaces.containsKey(objref)) {
            return objref;
        }
        rootSpace = rootSpace == 0 ? objref : rootSpace;
        boolean root = objref == rootSpace;
        int creator = root ? 0 : user(0, rootSpace);
        spaces.put(objref, new UserNs(objref, 0, creator, OptionalInt.of(root ? 0 : 1), found.map(space ->
                new IdMaps(OptionalLong.empty(), space.uids().extents(), space.gids().extents()))));
        return objref;
    }

    List<Cred> creds() {
        return new ArrayList<>(creds.values());
    }

    List<Groupinfo> groupinfos() {
        return new ArrayList<>(groupinfos.values());
    }

    List<User> users() {
        return new ArrayList<>(users.values());
    }

    List<UserNs> userNamespaces() {
        return new ArrayList<>(spaces.values());
    }

    /** By objref of a cred, the image it was first read from. */
    Map<Integer, String> sources() {
        return sources;
    }
}
