// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/**
 * Images put together without bytes: user_ns:1 is the outermost one, user_ns:2 one below it with maps;
 * user:11 and user:12 are in them.
 */
final class People {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Cred> creds = new ArrayList<>();
    private final List<Groupinfo> groups = new ArrayList<>();

    /** Uid and gid 1000, group 50, no capabilities, no_new_privs: nobody wonders. */
    static Cred plain(int objref) {
        Cred.Ids ids = new Cred.Ids(1000, 1000, 1000, 1000);
        return new Cred(objref, objref, ids, ids, new Cred.Caps(0, 0, 0, -1, 0), 11, 50, 0,
                Optional.of(new Cred.Ext(OptionalLong.of(1), 0)));
    }

    static Cred users(Cred from, long real, long effective, long saved, long filesystem) {
        return new Cred(from.objref(), from.offset(), new Cred.Ids(real, effective, saved, filesystem),
                from.groups(), from.caps(), from.userRef(), from.groupinfoRef(), from.secRef(), from.ext());
    }

    static Cred caps(Cred from, long permitted, long effective) {
        return new Cred(from.objref(), from.offset(), from.users(), from.groups(),
                new Cred.Caps(0, permitted, effective, -1, 0), from.userRef(), from.groupinfoRef(),
                from.secRef(), from.ext());
    }

    static Cred ext(Cred from, long noNewPrivs, long ambient) {
        return new Cred(from.objref(), from.offset(), from.users(), from.groups(), from.caps(),
                from.userRef(), from.groupinfoRef(), from.secRef(),
                Optional.of(new Cred.Ext(OptionalLong.of(noNewPrivs), ambient)));
    }

    static Cred in(Cred from, int user, int groupinfo) {
        return new Cred(from.objref(), from.offset(), from.users(), from.groups(), from.caps(), user,
                groupinfo, from.secRef(), from.ext());
    }

    People add(int pid, int tgid, Cred cred, long seccomp) {
        creds.add(cred);
        OptionalInt ref = OptionalInt.of(cred.objref());
        tasks.add(new Task(pid, new Task.Ids(pid, 0, tgid, 1, 1), "t" + pid, 1, 0, ref, ref,
                Task.Refs.NONE, Task.Signals.USUAL, OptionalLong.of(seccomp)));
        return this;
    }

    /** A task that acts as another than it is. */
    People posing(int pid, Cred own, Cred other) {
        creds.add(own);
        creds.add(other);
        tasks.add(new Task(pid, new Task.Ids(pid, 0, pid, 1, 1), "t" + pid, 1, 0,
                OptionalInt.of(own.objref()), OptionalInt.of(other.objref()), Task.Refs.NONE,
                Task.Signals.USUAL, OptionalLong.of(0)));
        return this;
    }

    static Image one(UnaryOperator<Cred> change) {
        return new People().add(7, 7, change.apply(plain(100)), 0).image();
    }

    Image image() {
        groups.add(new Groupinfo(50, 50, 1, GroupList.of(50)));
        groups.add(new Groupinfo(51, 51, 2, GroupList.of(0, 50)));
        IdMaps all = new IdMaps(OptionalLong.of(1), List.of(new IdMaps.Extent(0, 0, 0xffff_ffffL)),
                List.of(new IdMaps.Extent(0, 0, 0xffff_ffffL)));
        IdMaps shifted = new IdMaps(OptionalLong.of(1),
                List.of(new IdMaps.Extent(0, 100_000, 500), new IdMaps.Extent(1000, 0, 1)),
                List.of(new IdMaps.Extent(0, 200_000, 2000)));
        return new Image(Optional.empty(), Optional.empty(), tasks, creds,
                List.of(new User(11, 11, 0, 1), new User(12, 12, 0, 2)),
                List.of(new UserNs(1, 1, 0, OptionalInt.of(0), Optional.of(all)),
                        new UserNs(2, 2, 11, OptionalInt.of(1), Optional.of(shifted))),
                groups, List.of(), List.of(), Map.of(), List.of());
    }
}
