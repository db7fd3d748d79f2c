// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.Test;

/** What is captured of tasks that were made after a plan is what the plan says. */
@NeedsRoot
final class CaptureTest {
    private static final int MOST_GROUPS = 65_536;

    private static Image captured(RestartPlan plan) throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(plan)) {
            restarted.process().release();
            return Captures.image(restarted.pid(0), Capture.Scope.TREE);
        }
    }

    @Test
    void allFieldsOfACred() throws IOException {
        Cred.Ids users = new Cred.Ids(1001, 1002, 1003, 1004);
        Cred.Ids groups = new Cred.Ids(2001, 2002, 2003, 2004);
        // inheritable lies outside the bounding set, all bits of securebits but one are set and locked
        PlanCred.Caps caps = new PlanCred.Caps(0x2001, 0x2000, 0x2000, Plans.HELD & ~1, 0x2000, 0x2f);
        Image image = captured(Plans.of(new PlanCred(1, Plans.NONE, users, groups,
                new PlanCred.Groups(2, GroupList.of(4, 24, 27, 1000)), caps,
                Set.of(PlanCred.Flag.NO_NEW_PRIVS))));
        Cred cred = Captures.cred(image, 0);
        assertEquals(users, cred.users());
        assertEquals(groups, cred.groups());
        assertEquals(new Cred.Caps(0x2001, 0x2000, 0x2000, Plans.HELD & ~1, 0x2f), cred.caps());
        assertEquals(0x2000, cred.ambient());
        assertEquals(OptionalLong.of(1), cred.noNewPrivs());
        assertEquals(GroupList.of(4, 24, 27, 1000), Captures.groups(image, cred).groups());
        assertEquals(OptionalLong.of(0), image.tasks().get(0).seccomp());
        assertEquals(1, image.userNamespaces().size());
        assertEquals(0, image.userNamespaces().get(0).creatorRef());
    }

    @Test
    void allSecurebits() throws IOException {
        for (long bits : new long[] {0, 1, 0x15, 0x3f}) {
            PlanCred.Caps caps = new PlanCred.Caps(0, 0, 0, 0, 0, bits);
            Cred cred = Captures.cred(captured(Plans.of(Plans.cred(0, caps))), 0);
            assertEquals(bits, cred.caps().securebits());
        }
    }

    @Test
    void manyGroups() throws IOException {
        int[] list = IntStream.range(100_000, 100_000 + MOST_GROUPS).toArray();
        Image image = captured(Plans.of(Plans.cred(1000, Plans.caps(0, Plans.HELD), list)));
        assertEquals(GroupList.of(list), Captures.groups(image, Captures.cred(image, 0)).groups());
    }

    @Test
    void threadsAndZombies() throws IOException {
        Plans plans = new Plans();
        int root = plans.add(Plans.root());
        int user = plans.add(Plans.cred(1000, Plans.caps(0, Plans.HELD), 4, 24));
        int leader = plans.leader(Plans.NONE, root, 0);
        plans.thread(leader, user, 0);
        plans.zombie(leader, root, 7 << 8);
        Image image = captured(plans.plan());
        List<Task> tasks = image.tasks();
        // children of a thread come before the next thread
        assertEquals(List.of("t0", "t2", "t1"), tasks.stream().map(Task::comm).toList());
        assertTrue(tasks.get(1).zombie());
        assertEquals(7 << 8, tasks.get(1).exitCode());
        assertEquals(OptionalInt.empty(), tasks.get(1).credRef());
        assertTrue(tasks.get(2).thread());
        assertEquals(Plans.ids(0), Captures.cred(image, 0).users());
        assertEquals(Plans.ids(1000), Captures.cred(image, 2).users());
        assertEquals(tasks.get(0).refs(), tasks.get(2).refs());
    }

    @Test
    void familyIsThatOfTheTree() throws IOException {
        Plans plans = new Plans();
        int cred = plans.add(Plans.root());
        int root = plans.process(Plans.NONE, cred);
        int leader = plans.leader(root, cred, 0);
        int member = plans.process(leader, cred, 0, 3, Plans.NONE);
        plans.process(member, cred, 0, 3, Plans.NONE);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            List<Task> tasks = Captures.image(restarted.pid(root), Capture.Scope.TREE).tasks();
            int session = restarted.pid(leader);
            int group = restarted.pid(3);
            // what the root has from outside is nobody
            assertEquals(new Task.Ids(restarted.pid(root), 0, restarted.pid(root), 0, 0), tasks.get(0).ids());
            assertEquals(new Task.Ids(session, restarted.pid(root), session, session, session),
                    tasks.get(1).ids());
            assertEquals(new Task.Ids(restarted.pid(2), session, restarted.pid(2), group, session),
                    tasks.get(2).ids());
            assertEquals(new Task.Ids(group, restarted.pid(2), group, group, session), tasks.get(3).ids());
            assertEquals(1, Captures.image(restarted.pid(root), Capture.Scope.PROCESS).tasks().size());
        }
    }

    /** The first and the last namespace have a task each, those between have none. */
    @Test
    void namespacesWithoutTasks() throws IOException {
        Plans plans = new Plans();
        int root = plans.add(Plans.root());
        int outer = plans.space(Plans.NONE, new Creator(500, 500), IdMap.of(0, 100_000, 65_536));
        int middle = plans.space(outer, new Creator(7, 7), IdMap.of(0, 1000, 2000));
        int inner = plans.space(middle, new Creator(8, 8), IdMap.of(10, 500, 100));
        int first = plans.process(Plans.NONE, root);
        plans.process(first, plans.add(Plans.inside(inner, 42)));
        Image image = captured(plans.plan());
        Cred cred = Captures.cred(image, 1);
        assertEquals(Plans.ids(42), cred.users());
        assertEquals(Plans.ids(42), cred.groups());
        assertEquals(List.of(0, 1, 2, 3), image.userNamespaces().stream()
                .map(space -> space.level().orElse(-1)).toList());
        List<List<IdMaps.Extent>> maps = image.userNamespaces().stream().skip(1)
                .map(space -> space.maps().orElseThrow().uids()).toList();
        assertEquals(List.of(List.of(new IdMaps.Extent(0, 100_000, 65_536)),
                List.of(new IdMaps.Extent(0, 1000, 2000)), List.of(new IdMaps.Extent(10, 500, 100))), maps);
        assertEquals(List.of(500L, 7L, 8L), image.userNamespaces().stream().skip(1)
                .map(space -> image.users().stream().filter(user -> user.objref() == space.creatorRef())
                        .findFirst().orElseThrow().uid()).toList());
    }

    @Test
    void sharedAndSeparateNamespaces() throws IOException {
        Plans plans = new Plans();
        int one = plans.space(Plans.NONE, new Creator(0, 0), IdMap.identity());
        int other = plans.space(Plans.NONE, new Creator(0, 0), IdMap.identity());
        int root = plans.process(Plans.NONE, plans.add(Plans.root()));
        plans.process(root, plans.add(Plans.inside(one, 5)));
        plans.process(root, plans.add(Plans.inside(one, 6)));
        plans.process(root, plans.add(Plans.inside(other, 5)));
        Image image = captured(plans.plan());
        assertEquals(3, image.userNamespaces().size());
        List<Integer> spaces = image.tasks().stream().map(task -> image.users().stream().filter(user ->
                user.objref() == Captures.cred(image, image.tasks().indexOf(task)).userRef()).findFirst()
                .orElseThrow().usernsRef()).toList();
        assertEquals(spaces.get(1), spaces.get(2));
        assertEquals(4, Set.copyOf(spaces).size() + 1);
    }
}
