// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** An image as values, made by hand; objrefs count up. The first namespace is the root one. */
final class ModelImage {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Cred> creds = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<UserNs> spaces = new ArrayList<>();
    private final List<Groupinfo> groupinfos = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final int root;
    private int objref;

    ModelImage() {
        root = ++objref;
        spaces.add(new UserNs(root, 0, 0, OptionalInt.of(0), Optional.empty()));
    }

    int root() {
        return root;
    }

    int user(long uid, int space) {
        users.add(new User(++objref, 0, uid, space));
        return objref;
    }

    int space(int creator) {
        int parent = users.stream().filter(user -> user.objref() == creator).findFirst().orElseThrow()
                .usernsRef();
        int level = spaces.stream().filter(space -> space.objref() == parent).findFirst().orElseThrow()
                .level()
                .getAsInt();
        spaces.add(new UserNs(++objref, 0, creator, OptionalInt.of(level + 1), Optional.empty()));
        return objref;
    }

    int cred(long id, long permitted, int... groups) {
        return add(root, id, new Cred.Caps(0, permitted, permitted, -1L, 0), groups);
    }

    int credIn(int space, long id, long permitted, int... groups) {
        return add(space, id, new Cred.Caps(0, permitted, permitted, -1L, 0), groups);
    }

    int credWith(long id, Cred.Caps caps) {
        return add(root, id, caps);
    }

    private int add(int space, long id, Cred.Caps caps, int... groups) {
        int user = user(id, space);
        groupinfos.add(new Groupinfo(++objref, 0, groups.length, GroupList.of(groups)));
        int list = objref;
        Cred.Ids ids = new Cred.Ids(id, id, id, id);
        creds.add(new Cred(++objref, 0, ids, ids, caps, user, list, 0, Optional.empty()));
        return objref;
    }

    /** Adds a process without creds. */
    ModelImage task(int pid, int ppid, int pgid, int sid) {
        tasks.add(new Task(0, new Task.Ids(pid, ppid, pid, pgid, sid), "t", 1, 0, OptionalInt.empty(),
                OptionalInt.empty(), Task.Refs.NONE, Task.Signals.USUAL, OptionalLong.empty()));
        return this;
    }

    /** Gives the last process its creds. */
    ModelImage creds(int real, int effective) {
        Task last = tasks.remove(tasks.size() - 1);
        tasks.add(new Task(0, last.ids(), last.comm(), last.state(), 0, OptionalInt.of(real),
                OptionalInt.of(effective), last.refs(), last.signals(), OptionalLong.empty()));
        return this;
    }

    /** Gives the last process one cred. */
    ModelImage creds(int cred) {
        return creds(cred, cred);
    }

    ModelImage failed(String message) {
        failures.add(message);
        return this;
    }

    Image image() {
        return new Image(Optional.empty(), Optional.empty(), tasks, creds, users, spaces, groupinfos,
                List.of(),
                List.of(), Map.of(), failures);
    }
}
