// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.ipc.IpcNs;
import org.ckptimage.codec.model.ipc.IpcObject;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.plan.PlanCheck;
import org.ckptimage.restart.plan.PlanFault;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.PlanIpc.Kind;
import org.ckptimage.restart.plan.PlanIpc.Piece;
import org.ckptimage.restart.plan.RestartPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which IPC objects are made, which are not, and what they take. */
final class IpcPlannerTest {
    private static final IpcPerms.Owner OWNER = new IpcPerms.Owner(501, 502);

    private static final RestartOptions OPTIONS = new RestartOptions(RestartOptions.Pids.ANY,
            new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
            RestartOptions.Caps.EXACT, 9);

    private final List<Remark> remarks = new ArrayList<>();

    private static IpcPerms perms(int mode) {
        return new IpcPerms(3, 7, OWNER, OWNER, mode);
    }

    private static IpcObject shm(int mode, long flags, long left, IpcObject.Page... pages) {
        return new IpcObject.Shm(perms(mode), 0, 5000, flags, List.of(pages), left);
    }

    private static IpcObject sem(long count, Integer... values) {
        return new IpcObject.Semaphores(perms(0600), 0, count, List.of(values), 0);
    }

    private List<PlanIpc> planned(IpcNs... spaces) {
        return planned(OPTIONS, spaces);
    }

    private List<PlanIpc> planned(RestartOptions options, IpcNs... spaces) {
        return new IpcPlanner(new PlanContext(caller(0), options, remarks)).plan(List.of(spaces));
    }

    @Test
    void theyMayBeLeftOut() {
        assertEquals(List.of(), planned(OPTIONS.with(RestartOptions.Ipc.NONE), space(shm(0600, 0, 0))));
        assertEquals(List.of("ipc_ns:9: its IPC objects are left out"), remarks.stream().map(Remark::text)
                .toList());
    }

    private static IpcNs space(IpcObject... objects) {
        return new IpcNs(9, 0, List.of(objects), 0);
    }

    private static Caller caller(long effective) {
        Cred.Ids ids = Plans.ids(1000);
        return new Caller(ids, ids, GroupList.EMPTY, new Cred.Caps(0, effective, effective, -1L, 0), 40);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("ipc_shm:3 .flags: huge pages (EOPNOTSUPP)", shm(0600, 04000, 0)),
                Arguments.of("ipc_shm:3 .shm_segsz: a page lies beyond its end (EINVAL)",
                        shm(0600, 0, 0, new IpcObject.Page(8192, new byte[4096]))),
                Arguments.of("ipc_shm:3 .shm_segsz: a page lies beyond its end (EINVAL)",
                        shm(0600, 0, 0, new IpcObject.Page(-4096, new byte[4096]))),
                Arguments.of("ipc_shm:3 .contents: the IPC objects of an image may hold 8388608 bytes"
                        + " (E2BIG)", shm(0600, 0, 1)),
                Arguments.of("ipc_sem:3 .sem_nsems: 3 semaphores, but it holds 2 (EINVAL)", sem(3, 1, 2)),
                Arguments.of("ipc_sem:3 .values: a semaphore has -1 (ERANGE)", sem(1, -1)),
                Arguments.of("ipc_sem:3 .values: a semaphore has 32768 (ERANGE)", sem(1, 32_768)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefused(String text, IpcObject object) {
        planned(space(object));
        assertEquals(List.of(text), remarks.stream().map(Remark::text).toList());
        assertEquals(Remark.Weight.REFUSED, remarks.get(0).weight());
    }

    @Test
    void theLastPageEndsWithItsSegment() {
        List<PlanIpc> objects = planned(space(shm(0600, 0, 0, new IpcObject.Page(4096, new byte[4096]))));
        assertEquals(5000 - 4096, objects.get(0).pieces().get(0).bytes().length);
        assertEquals(List.of(), remarks);
    }

    @Test
    void removedSegmentsAndSeveralNamespacesAreLeftOut() {
        assertEquals(List.of(), planned(space(shm(01600, 0, 0))));
        assertEquals(List.of(), planned(space(shm(0600, 0, 0)), space()));
        assertEquals(List.of("ipc_shm:3 mode", "ipc_ns:9 "), remarks.stream()
                .map(remark -> remark.recordType() + ":" + remark.id() + " " + remark.field()).toList());
        assertEquals(List.of(), planned(space(), space()));
        assertEquals(2, remarks.size());
    }

    private static RestartPlan plan(PlanIpc object) {
        return Plans.of(Plans.cred(1000, Plans.caps(0, -1L))).with(List.of(object));
    }

    static Stream<Arguments> faults() {
        Piece word = new Piece(0, new byte[2]);
        return Stream.of(
                Arguments.of("id", new PlanIpc(Kind.SHM, new IpcPerms(-1, 0, OWNER, OWNER, 0), 1, List.of())),
                Arguments.of("uid", new PlanIpc(Kind.SHM, new IpcPerms(1, 0, OWNER,
                        new IpcPerms.Owner(1, 0xffff_ffffL), 0), 1, List.of())),
                Arguments.of("mode", new PlanIpc(Kind.SHM, perms(01000), 1, List.of())),
                Arguments.of("size", new PlanIpc(Kind.SEM, perms(0), 32_001, List.of(word))),
                Arguments.of("contents", new PlanIpc(Kind.SHM, perms(0), 1, List.of(word))),
                Arguments.of("contents", new PlanIpc(Kind.SEM, perms(0), 2, List.of(word))),
                Arguments.of("contents", new PlanIpc(Kind.MSG, perms(0), 2, List.of(word))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatAPlanMayNotHave(String field, PlanIpc object) {
        assertEquals(List.of(field), PlanCheck.faults(plan(object), 40).stream()
                .filter(fault -> fault.recordType().startsWith("ipc")).map(PlanFault::field).toList());
    }

    @Test
    void whatTheyTake() {
        PlanIpc queue = new PlanIpc(Kind.MSG, perms(0600), 16_385, List.of());
        assertEquals(List.of("ipc_ns ", "ipc_msg cuid", "ipc_msg cgid", "ipc_msg q_qbytes"),
                Authorisation.of(plan(queue), caller(0)).denied().stream()
                        .filter(step -> step.recordType().startsWith("ipc"))
                        .map(step -> step.recordType() + " " + step.field()).toList());
        long enough = 1L << 21 | 1L << 6 | 1L << 7 | 1L << 24;
        assertEquals(0, Authorisation.of(plan(queue), caller(enough)).denied().stream()
                .filter(step -> step.recordType().startsWith("ipc")).count());
        PlanIpc own = new PlanIpc(Kind.SHM, new IpcPerms(1, 0, OWNER, new IpcPerms.Owner(1000, 1000), 0), 1,
                List.of());
        assertEquals(List.of("ipc_ns"), Authorisation.of(plan(own), caller(0)).denied().stream()
                .map(Authorisation.Step::recordType).filter(type -> type.startsWith("ipc")).toList());
    }
}
