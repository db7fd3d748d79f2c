// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
import org.ckptimage.restart.capture.proc.TaskStatus;

/**
 * Creds, groups, users and user namespaces of an image, each once: the same if the kernel says so, else
 * if they say the same. Ids are turned into those of the namespace that they count in.
 */
final class CredTable {
    private static final IdMaps.Extent ALL = new IdMaps.Extent(0, 0, 0xffff_ffffL);

    private final Evidence evidence;
    private final Map<Object, CredPlan> creds = new HashMap<>();
    private final Map<Object, GroupsPlan> groups = new HashMap<>();
    private final Map<List<Long>, UserPlan> users = new HashMap<>();
    private final Map<Long, UserNsPlan> spaces = new HashMap<>();

    CredTable(Evidence evidence) {
        this.evidence = evidence;
        spaces.put(evidence.spaces().own(), UserNsPlan.root());
    }

    /** The cred of a living task. */
    CredPlan cred(ThreadFacts task) {
        long space = evidence.spaces().ofTasks().get(task.tid());
        HiddenCred hidden = evidence.hidden().get(task.tid());
        TaskStatus status = task.status();
        Object key = hidden != null ? hidden.cred() : List.of(space, status.users(), status.groups(),
                status.groupinfo(), status.sets(), status.restraint().noNewPrivs());
        CredPlan known = creds.get(key);
        if (known == null) {
            known = plan(task, space, hidden);
            creds.put(key, known);
        }
        return known;
    }

    private CredPlan plan(ThreadFacts task, long space, HiddenCred hidden) {
        TaskStatus status = task.status();
        TaskStatus.Sets sets = status.sets();
        IdsPlan uids = ids(uids(space), status.users());
        long securebits = hidden == null ? Cred.SECUREBITS_UNKNOWN : hidden.securebits();
        return new CredPlan(uids, ids(gids(space), status.groups()),
                groups(status.groupinfo(), space, hidden), user(Integer.toUnsignedLong(uids.real()), space),
                new CapsPlan(sets.inheritable(), sets.permitted(), sets.effective(), sets.bounding(),
                        (int) securebits),
                null, new CredPlan.Recent((int) status.restraint().noNewPrivs(), sets.ambient()));
    }

    /** True if an id of a task has no number in its user namespace. */
    boolean leavesOut(ThreadFacts task) {
        long space = evidence.spaces().ofTasks().get(task.tid());
        GroupList list = task.status().groupinfo();
        LongStream gids = LongStream.concat(all(task.status().groups()),
                IntStream.range(0, list.size()).mapToLong(list::get));
        return leavesOut(uids(space), all(task.status().users())) || leavesOut(gids(space), gids);
    }

    private static LongStream all(Cred.Ids ids) {
        return LongStream.of(ids.real(), ids.effective(), ids.saved(), ids.filesystem());
    }

    private static boolean leavesOut(List<IdMaps.Extent> map, LongStream ids) {
        return ids.anyMatch(id -> id != Space.OVERFLOW_ID && Space.inside(map, id) == Space.OVERFLOW_ID);
    }

    private List<IdMaps.Extent> uids(long space) {
        return space == evidence.spaces().own() ? List.of(ALL)
                : evidence.spaces().spaces().get(space).maps().uids();
    }

    private List<IdMaps.Extent> gids(long space) {
        return space == evidence.spaces().own() ? List.of(ALL)
                : evidence.spaces().spaces().get(space).maps().gids();
    }

    private static IdsPlan ids(List<IdMaps.Extent> map, Cred.Ids ids) {
        return new IdsPlan((int) Space.inside(map, ids.real()), (int) Space.inside(map, ids.saved()),
                (int) Space.inside(map, ids.effective()), (int) Space.inside(map, ids.filesystem()));
    }

    /** One list of the kernel reads differently in two namespaces. */
    private GroupsPlan groups(GroupList list, long space, HiddenCred hidden) {
        Object key = List.of(space, hidden == null ? list : (Object) hidden.groupinfo());
        return groups.computeIfAbsent(key, absent -> {
            long[] ids = new long[list.size()];
            Arrays.setAll(ids, i -> Space.inside(gids(space), list.get(i)));
            Arrays.sort(ids);
            return new GroupsPlan(Arrays.stream(ids).mapToInt(id -> (int) id).toArray());
        });
    }

    private UserPlan user(long uid, long space) {
        List<Long> key = List.of(uid, space);
        UserPlan known = users.get(key);
        if (known == null) {
            known = new UserPlan((int) uid, space(space));
            users.put(key, known);
        }
        return known;
    }

    private UserNsPlan space(long inode) {
        UserNsPlan known = spaces.get(inode);
        if (known == null) {
            Space space = evidence.spaces().spaces().get(inode);
            long parent = space.link().parent();
            UserPlan creator = user(Space.inside(uids(parent), space.link().owner()), parent);
            known = new UserNsPlan(creator, map(space));
            spaces.put(inode, known);
        }
        return known;
    }

    private IdMapPlan map(Space space) {
        long parent = space.link().parent();
        return new IdMapPlan((int) space.maps().setgroups().orElse(2),
                extents(space.maps().uids(), uids(parent)),
                extents(space.maps().gids(), gids(parent)));
    }

    /** A range of ids lies within one range of the parent, or the kernel had not taken it. */
    private static List<IdMapPlan.Extent> extents(List<IdMaps.Extent> map, List<IdMaps.Extent> parent) {
        return map.stream().map(extent -> new IdMapPlan.Extent((int) extent.first(),
                (int) Space.inside(parent, extent.lowerFirst()), (int) extent.count())).toList();
    }
}
