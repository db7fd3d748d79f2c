// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

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

/** Images put together without bytes, also such as no kernel writes. */
public final class Sketch {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Cred> creds = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<UserNs> spaces = new ArrayList<>();
    private final List<Groupinfo> groups = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long offset = 0x100;

    /** user_ns:1, user:2 of root, groupinfo:3 and cred:4 with all capabilities. */
    public static Sketch withRoot() {
        return new Sketch().space(1, 0).user(2, 0, 1).groups(3).cred(4, 0, -1, 2);
    }

    private long next() {
        offset += 0x10;
        return offset;
    }

    public Sketch task(int pid, int ppid, String comm, int cred) {
        return task(pid, ppid, comm, OptionalInt.of(cred), OptionalInt.of(cred));
    }

    public Sketch task(int pid, int ppid, String comm, OptionalInt cred, OptionalInt ecred) {
        tasks.add(new Task(next(), new Task.Ids(pid, ppid, pid, pid, 1), comm, 1, 0, cred, ecred,
                Task.Refs.NONE, Task.Signals.USUAL, OptionalLong.empty()));
        return this;
    }

    public Sketch thread(int pid, int tgid, int cred) {
        tasks.add(new Task(next(), new Task.Ids(pid, 0, tgid, tgid, 1), "thread", 1, 0, OptionalInt.of(cred),
                OptionalInt.of(cred), Task.Refs.NONE, Task.Signals.USUAL, OptionalLong.empty()));
        return this;
    }

    /** A cred with groupinfo:3. */
    public Sketch cred(int objref, long uid, long effective, int user) {
        Cred.Ids ids = new Cred.Ids(uid, uid, uid, uid);
        Cred.Caps caps = new Cred.Caps(0, effective, effective, -1, 0);
        creds.add(new Cred(objref, next(), ids, ids, caps, user, 3, 0, Optional.empty()));
        return this;
    }

    public Sketch user(int objref, long uid, int space) {
        users.add(new User(objref, next(), uid, space));
        return this;
    }

    public Sketch space(int objref, int creator) {
        spaces.add(new UserNs(objref, next(), creator, OptionalInt.empty(), Optional.empty()));
        return this;
    }

    public Sketch groups(int objref, int... ids) {
        groups.add(new Groupinfo(objref, next(), ids.length, GroupList.of(ids)));
        return this;
    }

    public Sketch failure(String text) {
        failures.add(text);
        return this;
    }

    public Image image() {
        return new Image(Optional.empty(), Optional.empty(), tasks, creds, users, spaces, groups, List.of(),
                List.of(), Map.of(), failures);
    }

    /** Its graph, with at most so many nodes of tasks and of each kind of object. */
    public ObjectGraph graph(int mostTasks, int mostObjects) {
        return ObjectGraph.of(image(), new GraphLimits(mostTasks, mostObjects));
    }
}
