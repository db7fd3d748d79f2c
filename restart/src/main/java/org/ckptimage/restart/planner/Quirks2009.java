// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;

/**
 * Where the kernel of 2009 would have restored creds of an image otherwise than it says; nothing copies that.
 */
public final class Quirks2009 {
    /** CAP_MAC_ADMIN, the last one until 2010. */
    private static final int LAST_CAP = 33;

    private final Caller caller;
    private final ImageObjects objects;
    private final Set<Long> held;
    private final List<Remark> remarks = new ArrayList<>();

    private Quirks2009(Image image, Caller caller) {
        this.caller = caller;
        this.objects = new ImageObjects(image);
        this.held = all(caller.groupinfo());
        held.add(caller.groups().effective());
    }

    /** The differences for a caller, cred by cred. */
    public static List<Remark> of(Image image, Caller caller) {
        Quirks2009 quirks = new Quirks2009(image, caller);
        image.tasks().stream().filter(task -> task.credRef().isPresent())
                .map(task -> task.credRef().getAsInt()).distinct()
                .map(quirks.objects::cred).flatMap(Optional::stream).forEach(quirks::cred);
        return List.copyOf(quirks.remarks);
    }

    private void cred(Cred cred) {
        filesystemId(cred, "fsuid", cred.users(), caller.users());
        filesystemId(cred, "fsgid", cred.groups(), caller.groups());
        if ((caller.caps().bounding() & ~cred.caps().bounding() & 1L << LAST_CAP) != 0) {
            add("cred", cred.objref(), "cap_b", "the last capability, " + LAST_CAP + ", would have stayed");
        }
        if (!caller.has(Capability.CAP_SETPCAP)) {
            add("cred", cred.objref(), "securebits", "EPERM without CAP_SETPCAP, even where nothing changes");
        }
        objects.groupinfo(cred.groupinfoRef()).filter(info -> !caller.has(Capability.CAP_SETGID)
                && !holds(info.groups()))
                .map(Groupinfo::objref).ifPresent(objref -> add("groupinfo", objref, "groups",
                        "EINVAL where it is EPERM now"));
    }

    /**
     * One of its file system id set nothing if the caller had the same, but the effective one was set before.
     */
    private void filesystemId(Cred cred, String field, Cred.Ids wanted, Cred.Ids held) {
        if (wanted.filesystem() == held.filesystem() && wanted.filesystem() != wanted.effective()) {
            add("cred", cred.objref(), field, "would have become " + wanted.effective());
        }
    }

    private boolean holds(GroupList groups) {
        return held.containsAll(all(groups));
    }

    private static Set<Long> all(GroupList groups) {
        Set<Long> all = new HashSet<>();
        for (int i = 0; i < groups.size(); i++) {
            all.add(groups.get(i));
        }
        return all;
    }

    private void add(String recordType, int objref, String field, String message) {
        remarks.add(Remark.warning(recordType, objref, field, "in 2009: " + message));
    }
}
