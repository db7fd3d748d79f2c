// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Birth;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.RestartOptions.Pids;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap;
import org.junit.jupiter.api.Test;

/** Plans of images made by hand, for a root and for a user. Nothing is started. */
final class RestartPlannerTest {
    private static final long ALL = (1L << 41) - 1;
    private static final Caller ROOT = new Caller(ids(0), ids(0), GroupList.EMPTY,
            new Cred.Caps(0, ALL, ALL, ALL, 0), 40);
    private static final Caller USER = new Caller(ids(1000), ids(1000), GroupList.EMPTY,
            new Cred.Caps(0, 0, 0, ALL, 0), 40);

    private static Cred.Ids ids(long id) {
        return new Cred.Ids(id, id, id, id);
    }

    private static RestartOptions options(Pids pids, UsernsMap.Kind map) {
        return new RestartOptions(pids, new UsernsMap(map, map == UsernsMap.Kind.BASE ? 100_000 : 0),
                RestartOptions.Caps.EXACT, 100);
    }

    private static Planned plan(ModelImage image, Caller caller) {
        return new RestartPlanner(caller, options(Pids.KEEP, UsernsMap.Kind.USED)).plan(image.image());
    }

    private static String refusals(Planned planned) {
        return planned.refusals().stream().map(r -> r.recordType() + ":" + r.id() + " " + r.field() + " "
                + r.error()).collect(Collectors.joining(", "));
    }

    private static List<Integer> family(RestartPlan plan, int at) {
        PlanTask.Family family = plan.tasks().get(at).family();
        return List.of(family.parent(), family.maker(), family.pgrp(), family.session());
    }

    /** A19. */
    @Test
    void credsThatDifferAreRefused() {
        ModelImage image = new ModelImage();
        int real = image.cred(1000, 0);
        int effective = image.cred(0, 0);
        image.task(10, 1, 10, 10).creds(real, effective);
        Planned planned = plan(image, ROOT);
        assertEquals("task:10 ecred_ref EOPNOTSUPP", refusals(planned));
        String text = planned.refusals().get(0).text();
        assertTrue(text.contains("cred:" + real) && text.contains("cred:" + effective), text);
    }

    /** A19. */
    @Test
    void equalCredsOfTwoObjectsAreAccepted() {
        ModelImage image = new ModelImage();
        image.task(10, 1, 10, 10).creds(image.cred(1000, 0), image.cred(1000, 0));
        assertEquals("", refusals(plan(image, ROOT)));
    }

    /** A6. */
    @Test
    void noIdIsRefused() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0xffff_ffffL, 0);
        image.task(10, 1, 10, 10).creds(cred, cred);
        assertTrue(refusals(plan(image, ROOT)).startsWith("cred:" + cred + " uid EINVAL"));
    }

    @Test
    void failedImagesAreRefused() {
        ModelImage image = new ModelImage();
        image.task(10, 1, 10, 10).creds(image.cred(0, 0)).failed("[err -9]");
        assertEquals("image:0  EIO", refusals(plan(image, ROOT)));
    }

    @Test
    void setsOf2009AreMasked() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, -1L);
        image.task(10, 1, 10, 10).creds(cred, cred);
        Planned planned = plan(image, ROOT);
        assertEquals(ALL, planned.plan().orElseThrow().creds().get(0).caps().permitted());
        assertTrue(planned.warnings().stream().anyMatch(w -> w.text().contains("above 40")));
    }

    /** A4: the bounding set is narrowed, other sets are not. */
    @Test
    void boundingSetIsThatOfBoth() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, ALL);
        image.task(10, 1, 10, 10).creds(cred, cred);
        long held = ALL & ~(1L << 24);
        Caller caller = new Caller(ids(0), ids(0), GroupList.EMPTY, new Cred.Caps(0, held, held, held, 0),
                40);
        Planned planned = plan(image, caller);
        assertEquals(held, planned.plan().orElseThrow().creds().get(0).caps().bounding());
        assertEquals(1L << 24, planned.authorisation().missing());
        assertEquals("cap_p", planned.authorisation().denied().get(0).field());
        assertTrue(planned.warnings().stream().anyMatch(w -> w.field().equals("cap_b")));
    }

    @Test
    void familyWithDeadLeaders() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, 0);
        image.task(10, 1, 10, 10).creds(cred, cred);
        image.task(11, 10, 77, 77).creds(cred, cred);
        image.task(12, 10, 77, 77).creds(cred, cred);
        image.task(13, 10, 88, 10).creds(cred, cred);
        Planned planned = plan(image, ROOT);
        RestartPlan plan = planned.plan().orElseThrow(() -> new AssertionError(planned.remarks()));
        assertEquals(List.of(Kind.PROCESS, Kind.GHOST, Kind.PROCESS, Kind.PROCESS, Kind.GHOST, Kind.PROCESS),
                plan.tasks().stream().map(PlanTask::kind).toList());
        assertEquals(List.of(0, 0, 1, 1), family(plan, 1));
        assertEquals(List.of(0, 1, 1, 1), family(plan, 2));
        assertEquals(List.of(0, 1, 1, 1), family(plan, 3));
        assertEquals(List.of(0, 0, 4, 0), family(plan, 4));
        assertEquals(List.of(0, 0, 4, 0), family(plan, 5));
        assertEquals(77, plan.tasks().get(1).pid());
        assertEquals(88, plan.tasks().get(4).pid());
    }

    /** A task whose session leader is alive and is a cousin: its own parent had ended. */
    @Test
    void orphansAreTakenIn() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, 0);
        image.task(10, 1, 10, 10).creds(cred).task(14, 10, 12, 12).creds(cred);
        image.task(11, 10, 10, 10).creds(cred).task(12, 11, 12, 12).creds(cred);
        Planned planned = plan(image, ROOT);
        RestartPlan plan = planned.plan().orElseThrow(() -> new AssertionError(planned.remarks()));
        assertEquals(List.of(10, 11, 12, 0, 14), plan.tasks().stream().map(PlanTask::pid).toList());
        assertEquals(List.of(2, 2, PlanTask.NONE, PlanTask.NONE), family(plan, 3));
        assertEquals(List.of(0, 3, 2, 2), family(plan, 4));
        image.task(15, 11, 12, 12).creds(cred);
        assertEquals("task:14 vsid EINVAL", refusals(plan(image, ROOT)));
    }

    @Test
    void childrenOfAnEarlierSession() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, 0);
        image.task(10, 1, 10, 10).creds(cred, cred);
        image.task(11, 10, 11, 11).creds(cred, cred);
        image.task(12, 11, 12, 12).creds(cred, cred);
        image.task(13, 12, 10, 10).creds(cred, cred);
        RestartPlan plan = plan(image, ROOT).plan().orElseThrow();
        assertEquals(List.of(Birth.USUAL, Birth.USUAL, Birth.EARLY, Birth.EARLY),
                plan.tasks().stream().map(task -> task.family().birth()).toList());
    }

    @Test
    void treesThatNoForkMakesAreRefused() {
        ModelImage cycle = new ModelImage();
        int cred = cycle.cred(0, 0);
        cycle.task(10, 11, 10, 10).creds(cred, cred).task(11, 10, 10, 10).creds(cred, cred);
        assertTrue(refusals(plan(cycle, ROOT)).contains("vppid EINVAL"));
        ModelImage session = new ModelImage();
        cred = session.cred(0, 0);
        session.task(10, 1, 10, 10).creds(cred, cred).task(11, 10, 11, 11).creds(cred, cred);
        session.task(12, 10, 10, 10).creds(cred, cred).task(13, 12, 11, 11).creds(cred, cred);
        assertTrue(refusals(plan(session, ROOT)).contains("task:13 vsid EINVAL"));
        ModelImage group = new ModelImage();
        cred = group.cred(0, 0);
        group.task(10, 1, 10, 10).creds(cred, cred).task(11, 10, 12, 10).creds(cred, cred);
        group.task(12, 10, 10, 10).creds(cred, cred);
        assertTrue(refusals(plan(group, ROOT)).contains("task:11 vpgid EPERM"));
    }

    @Test
    void longChainsArePlanned() {
        ModelImage image = new ModelImage();
        int cred = image.cred(0, 0);
        for (int i = 0; i < 20_000; i++) {
            image.task(10 + i, 9 + i, 10, 10).creds(cred, cred);
        }
        Planned planned = new RestartPlanner(ROOT, new RestartOptions(Pids.ANY, new UsernsMap(
                UsernsMap.Kind.USED, 0), RestartOptions.Caps.EXACT, 20_000)).plan(image.image());
        assertEquals(20_000, planned.plan().orElseThrow().tasks().size());
    }

    /** Ids of a namespace below are mapped above, and the creator has ids there. */
    @Test
    void mapsHoldWhatIsUsed() {
        ModelImage image = new ModelImage();
        int outer = image.space(image.user(500, image.root()));
        int inner = image.space(image.user(501, outer));
        int cred = image.credIn(inner, 7, 0, 3, 4);
        image.task(10, 1, 10, 10).creds(cred, cred);
        List<PlanUserNs> spaces = plan(image, ROOT).plan().orElseThrow().userNamespaces();
        assertEquals(List.of(new Extent(7, 7, 1), new Extent(501, 501, 1)), spaces.get(0).uids().extents());
        assertEquals(List.of(new Extent(7, 7, 1)), spaces.get(1).uids().extents());
        assertEquals(List.of(new Extent(3, 3, 2), new Extent(7, 7, 1)), spaces.get(1).gids().extents());
        assertEquals(new Creator(500, 0), spaces.get(0).creator());
        assertEquals(501, spaces.get(1).creator().uid());
    }

    @Test
    void mapsFromABase() {
        ModelImage image = new ModelImage();
        int outer = image.space(image.user(0, image.root()));
        int inner = image.space(image.user(0, outer));
        int other = image.space(image.user(0, image.root()));
        int cred = image.credIn(inner, 7, 0);
        image.task(10, 1, 10, 10).creds(cred, cred);
        List<PlanUserNs> spaces = new RestartPlanner(ROOT, options(Pids.ANY, UsernsMap.Kind.BASE))
                .plan(image.image()).plan().orElseThrow().userNamespaces();
        assertEquals(List.of(100_000L, 165_536L, 0L), spaces.stream()
                .map(space -> space.uids().extents().get(0).outside()).sorted(
                        (a, b) -> a == 0 ? 1 : b == 0 ? -1 : Long.compare(a, b)).toList());
        assertTrue(other > inner);
    }

    @Test
    void aUserMapsOneId() {
        ModelImage image = new ModelImage();
        int space = image.space(image.user(1000, image.root()));
        int cred = image.credIn(space, 500, ALL);
        image.task(10, 1, 10, 10).creds(cred, cred);
        Planned planned = new RestartPlanner(USER, options(Pids.ANY, UsernsMap.Kind.USED))
                .plan(image.image());
        PlanUserNs only = planned.plan().orElseThrow().userNamespaces().get(0);
        assertEquals(List.of(new Extent(500, 1000, 1)), only.uids().extents());
        assertEquals(Setgroups.DENY, only.setgroups());
        assertEquals(List.of(), planned.authorisation().denied());
    }

    @Test
    void aUserCannotMapTwoIds() {
        ModelImage image = new ModelImage();
        int space = image.space(image.user(1000, image.root()));
        int one = image.credIn(space, 500, 0);
        int two = image.credIn(space, 501, 0);
        image.task(10, 1, 10, 10).creds(one, one).task(11, 10, 10, 10).creds(two, two);
        assertEquals("user_ns:" + space + " uid_map EPERM", refusals(plan(image, USER)));
    }

    /** Each right that a user lacks is named, and each that it needs not is not. */
    @Test
    void rightsThatAUserLacks() {
        ModelImage own = new ModelImage();
        int cred = own.cred(1000, 0);
        own.task(10, 1, 10, 10).creds(cred, cred);
        Planned planned = new RestartPlanner(USER, options(Pids.ANY, UsernsMap.Kind.USED)).plan(own.image());
        assertEquals(List.of(), planned.authorisation().denied());
        assertEquals(1L << 40, plan(own, USER).authorisation().missing());
        ModelImage other = new ModelImage();
        cred = other.cred(33, 1L << 10, 4);
        other.task(10, 1, 10, 10).creds(cred, cred);
        planned = new RestartPlanner(USER, options(Pids.ANY, UsernsMap.Kind.USED)).plan(other.image());
        assertEquals(List.of("groups", "gid", "uid", "cap_p"), planned.authorisation().denied().stream()
                .map(Authorisation.Step::field).toList());
        assertEquals(1L << 6 | 1L << 7 | 1L << 10, planned.authorisation().missing());
    }

    @Test
    void aRootWithoutOneRight() {
        long held = ALL & ~(1L << 8);
        Caller caller = new Caller(ids(0), ids(0), GroupList.EMPTY, new Cred.Caps(0, held, held, ALL, 0), 40);
        ModelImage image = new ModelImage();
        int cred = image.credWith(1000, new Cred.Caps(0, 0, 0, 1, 0x2f));
        image.task(10, 1, 10, 10).creds(cred, cred);
        Planned planned = plan(image, caller);
        assertEquals(List.of("cap_b", "securebits"), planned.authorisation().denied().stream()
                .map(Authorisation.Step::field).toList());
        assertEquals(1L << 8, planned.authorisation().missing());
    }

    /** Else an image of many creds with one long list would fill memory. */
    @Test
    void sharedGroupsStayShared() throws IOException {
        GroupsPlan groups = new GroupsPlan(9, 4, 7);
        UserNsPlan root = UserNsPlan.root();
        ImagePlan plan = Images.single(CredPlan.of(new UserPlan(1, root), 1, groups, CapsPlan.none()),
                new IpcPlan());
        TaskPlan second = new TaskPlan("two", 701).family(700, 700, 700)
                .cred(CredPlan.of(new UserPlan(2, root), 2, groups, CapsPlan.none())).usedMath(false)
                .objects(new NamespacesPlan("host", new IpcPlan(), false), new FilesPlan(),
                        new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        List<PlanCred> creds = new RestartPlanner(ROOT, options(Pids.ANY, UsernsMap.Kind.USED))
                .plan(Images.composed(plan.add(second))).plan().orElseThrow().creds();
        assertEquals(GroupList.of(4, 7, 9), creds.get(1).groupinfo().list());
        assertSame(creds.get(0).groupinfo().list(), creds.get(1).groupinfo().list());
    }
}
