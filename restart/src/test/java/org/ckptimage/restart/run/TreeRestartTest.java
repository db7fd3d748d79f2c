// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.ckptimage.restart.FreePids;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanTask.Birth;
import org.ckptimage.restart.plan.PlanTask.Family;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of tasks and of user namespaces that root restarts. */
@NeedsRoot
final class TreeRestartTest {
    private static long stat(Restarted restarted, int task, int index) {
        return ProcFile.stat(Integer.toString(restarted.pid(task)), index);
    }

    /** A12. */
    @Test
    void pidsAreKept() throws IOException {
        Plans plans = new Plans();
        int cred = plans.add(Plans.root());
        int first = FreePids.first(5);
        int root = plans.leader(NONE, cred, first);
        int group = plans.process(root, cred, first + 1, 1, root);
        plans.process(group, cred, first + 2, group, root);
        plans.leader(root, cred, first + 3);
        plans.thread(root, cred, first + 4);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            for (int i = 0; i < 5; i++) {
                assertEquals(first + i, restarted.pid(i));
            }
            assertEquals(List.of(first + 1L, first + 1L, (long) first),
                    List.of(stat(restarted, 2, 4), stat(restarted, 2, 5), stat(restarted, 2, 6)));
            assertEquals(first + 3, stat(restarted, 3, 6));
        }
    }

    /** A14: leaders of group and session that have ended. */
    /** In a pid namespace of its own, where numbers are given in a row and the next ones are all wanted. */
    @Test
    void aGhostTakesNoNumberThatIsWanted() throws IOException, InterruptedException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()), 2, NONE, NONE);
        plans.ghost(root, false);
        for (int pid = 3; pid < 50; pid++) {
            plans.process(root, 0, pid, NONE, NONE);
        }
        try (RestartBinary binary = RestartBinary.extract()) {
            Process process = new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "--mount-proc",
                    binary.file().toString()).redirectErrorStream(true).start();
            process.getOutputStream().write(PlanWriter.bytes(plans.plan()));
            process.getOutputStream().flush();
            List<String> said = process.inputReader().lines().takeWhile(line -> !line.startsWith("ready")
                    && !line.startsWith("error")).toList();
            process.getOutputStream().close();
            process.waitFor();
            assertTrue(said.contains("task=48 pid=49"), said + "");
        }
    }

    @Test
    void ghostsLead() throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(Plans.root()), 0);
        int session = plans.ghost(root, true);
        int first = plans.madeBy(session, root, session, session);
        int second = plans.madeBy(session, root, session, session);
        int group = plans.ghost(root, false);
        int member = plans.process(root, 0, 0, group, root);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            assertEquals(4, restarted.result().pids().size());
            long sid = stat(restarted, first, 6);
            assertEquals(sid, stat(restarted, second, 6));
            assertEquals(sid, stat(restarted, first, 5));
            assertNotEquals(sid, restarted.pid(root));
            assertEquals(restarted.pid(root), stat(restarted, first, 4));
            assertEquals(restarted.pid(root), stat(restarted, member, 6));
            assertNotEquals(restarted.pid(root), stat(restarted, member, 5));
            assertNotEquals(restarted.pid(member), stat(restarted, member, 5));
        }
    }

    /** Members of a session whose own parents had ended: one far above takes them in. */
    @Test
    void orphansAreTakenIn() throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(Plans.root()), 0);
        int between = plans.process(root, 0);
        int leader = plans.leader(between, 0, 0);
        int ghost = plans.task(Kind.GHOST, 0, new Family(leader, leader, 3, NONE, NONE, Birth.USUAL), NONE,
                0);
        int orphan = plans.madeBy(ghost, root, leader, leader);
        int outside = plans.madeBy(plans.ghost(root, true), root, NONE, NONE);
        int zombie = plans.task(Kind.ZOMBIE, 0, new Family(root, ghost, 7, leader, leader, Birth.USUAL), 0,
                9);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            assertEquals(restarted.pid(leader), stat(restarted, orphan, 6));
            assertEquals(restarted.pid(root), stat(restarted, orphan, 4));
            assertEquals(restarted.pid(root), stat(restarted, outside, 4));
            assertEquals(restarted.pid(root), stat(restarted, zombie, 4));
        }
    }

    /** A child that was made before its parent started a session. */
    @Test
    void childrenKeepAnEarlierSession() throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(Plans.root()), 0);
        int leader = plans.leader(root, 0, 0);
        int early = plans.task(Kind.PROCESS, 0, new Family(leader, leader, 2, root, root, Birth.EARLY), 0, 0);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals(restarted.pid(root), stat(restarted, early, 6));
            assertEquals(restarted.pid(leader), stat(restarted, early, 4));
        }
    }

    /** A8: the last task of thirty nested namespaces is uid 500. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 33})
    void namespacesNest(int depth) throws IOException {
        Plans plans = new Plans();
        int task = plans.process(NONE, plans.add(Plans.root()));
        for (int i = 0; i < depth; i++) {
            int space = plans.space(i - 1, new Creator(0, 0), IdMap.identity());
            task = plans.process(task, plans.add(Plans.inside(space, i == depth - 1 ? 500 : 0)));
        }
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            assertEquals("500 500 500 500", restarted.status(task).ids("Uid"));
            List<RestartEvent.UserNs> spaces = restarted.result().userNamespaces();
            for (int i = 1; i < depth; i++) {
                assertEquals(spaces.get(i - 1).inode(), spaces.get(i).parent());
            }
            assertEquals("user:[" + spaces.get(depth - 1).inode() + "]",
                    ProcFile.link(Integer.toString(restarted.pid(task)), "ns/user"));
        }
    }

    /** A9: owners, and a namespace that no task is in. */
    @Test
    void namespacesHaveOwners() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int empty = plans.space(NONE, new Creator(500, 500), IdMap.identity());
        int space = plans.space(empty, new Creator(501, 501), IdMap.of(0, 1000, 10));
        int task = plans.process(root, plans.add(Plans.inside(space, 7)));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            List<RestartEvent.UserNs> spaces = restarted.result().userNamespaces();
            assertEquals(500, spaces.get(0).owner());
            assertEquals(501, spaces.get(1).owner());
            assertEquals(spaces.get(0).inode(), spaces.get(1).parent());
            assertEquals("1007 1007 1007 1007", restarted.status(task).ids("Uid"));
        }
    }

    /** A10. */
    @Test
    void namespacesAreSharedOrNot() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int one = plans.space(NONE, new Creator(0, 0), IdMap.identity());
        int other = plans.space(NONE, new Creator(0, 0), IdMap.identity());
        int first = plans.process(root, plans.add(Plans.inside(one, 5)));
        int second = plans.process(root, plans.add(Plans.inside(one, 6)));
        int third = plans.process(root, plans.add(Plans.inside(other, 6)));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            String shared = ProcFile.link(Integer.toString(restarted.pid(first)), "ns/user");
            assertEquals(shared, ProcFile.link(Integer.toString(restarted.pid(second)), "ns/user"));
            assertNotEquals(shared, ProcFile.link(Integer.toString(restarted.pid(third)), "ns/user"));
        }
    }

    /** A11. */
    @Test
    void aMapHas340Extents() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        IdMap map = new IdMap(java.util.stream.IntStream.range(0, 340)
                .mapToObj(i -> new org.ckptimage.restart.plan.PlanUserNs.Extent(2 * i, 2000 + 2 * i, 1))
                .toList());
        int space = plans.space(NONE, new Creator(0, 0), map);
        int task = plans.process(root, plans.add(Plans.inside(space, 678)));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals("2678 2678 2678 2678", restarted.status(task).ids("Uid"));
        }
    }

    /** A thread in a namespace: it is made when its process has entered it. */
    @Test
    void threadsInNamespaces() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int space = plans.space(NONE, new Creator(0, 0), IdMap.identity());
        int leader = plans.process(root, plans.add(Plans.inside(space, 5)));
        int thread = plans.thread(leader, plans.add(Plans.inside(space, 6)), 0);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals("6 6 6 6", ProcFile.status(restarted.pid(leader) + "/task/" + restarted.pid(thread))
                    .ids("Uid"));
        }
    }

    /** A27: a thousand tasks. */
    @Test
    void aThousandTasks() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        for (int i = 1; i < 1000; i++) {
            plans.process(i % 10 == 0 ? root : (i - 1) / 4, 0);
        }
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals(1000, restarted.result().pids().size());
        }
    }
}
