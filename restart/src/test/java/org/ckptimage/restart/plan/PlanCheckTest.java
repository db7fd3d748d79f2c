// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.ckptimage.restart.Plans.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.plan.PlanFiles.Held;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans are judged before they are written, field by field (A2, A5, A6, A7, A11). */
final class PlanCheckTest {
    private static final int LAST_CAP = 40;
    private static final long NO_ID = 0xffff_ffffL;

    private static Arguments refused(String place, RestartPlan plan) {
        return Arguments.of(place, plan);
    }

    private static RestartPlan withMap(IdMap map) {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(cred(0, caps(0, 0))));
        plans.space(NONE, new Creator(0, 0), map);
        return plans.plan();
    }

    private static RestartPlan ofUsers(Cred.Ids users) {
        return Plans.of(cred(NONE, users, ids(5), caps(0, 0)));
    }

    static Stream<Arguments> faults() {
        Plans orphan = new Plans();
        orphan.process(3, orphan.add(cred(0, caps(0, 0))));
        Plans zombie = new Plans();
        zombie.zombie(NONE, zombie.add(cred(0, caps(0, 0))), 9);
        return Stream.of(
                refused("cred:17 .uid", ofUsers(new Cred.Ids(NO_ID, 1, 1, 1))),
                refused("cred:17 .euid", ofUsers(new Cred.Ids(1, NO_ID, 1, 1))),
                refused("cred:17 .suid", ofUsers(new Cred.Ids(1, 1, NO_ID, 1))),
                refused("cred:17 .fsuid", ofUsers(new Cred.Ids(1, 1, 1, NO_ID))),
                refused("cred:17 .sgid", Plans.of(
                        cred(NONE, ids(1), new Cred.Ids(1, 1, NO_ID, 1), caps(0, 0)))),
                refused("cred:17 .caps", Plans.of(cred(0, caps(1L << 41, 0)))),
                refused("cred:17 .cap_effective", Plans.of(cred(0, new PlanCred.Caps(0, 1, 2, 0, 0, 0)))),
                refused("cred:17 .ambient", Plans.of(cred(0, new PlanCred.Caps(2, 1, 1, 0, 1, 0)))),
                refused("cred:17 .securebits", Plans.of(cred(0, new PlanCred.Caps(0, 0, 0, 0, 0, 0x1000)))),
                refused("cred:17 .user_ns", Plans.of(cred(0, ids(1), ids(1), caps(0, 0)))),
                refused("groupinfo:23 .ngroups", Plans.of(cred(0, caps(0, 0),
                        IntStream.range(0, 65_537).toArray()))),
                refused("groupinfo:23 .groups", Plans.of(cred(0, caps(0, 0), -1))),
                refused("groupinfo:23 .groups", Plans.of(cred(0, caps(0, 0), 7, 5))),
                refused("user_ns:100 .uid_map", withMap(IdMap.of(0, 0, 0))),
                refused("user_ns:100 .uid_map", withMap(IdMap.of(0, 1, NO_ID))),
                refused("user_ns:100 .uid_map", withMap(new IdMap(List.of(new Extent(0, 0, 5),
                        new Extent(4, 9, 1))))),
                refused("user_ns:100 .uid_map", withMap(new IdMap(IntStream.range(0, 341)
                        .mapToObj(i -> new Extent(2L * i, 2L * i, 1)).toList()))),
                refused("user_ns:100 .uid_map", withMap(new IdMap(IntStream.range(0, 240)
                        .mapToObj(i -> new Extent(1_000_000L + 2 * i, 1_000_000L + 2 * i, 1)).toList()))),
                refused("task 0 .ppid", orphan.plan()), refused("task 0 .ppid", zombie.plan()),
                refused("plan 0 .n_tasks", new RestartPlan(List.of(), List.of(), List.of())));
    }

    static Stream<Arguments> faultsOfFiles() {
        return Stream.of(
                refused("file:31 .name", withFile("x", 0, 0, 0)),
                refused("file:31 .name", withFile("/a\0", 0, 0, 0)),
                refused("file:31 .name", withFile("/\u0100", 0, 0, 0)),
                refused("file:31 .name", withFile("/" + "x".repeat(4095), 0, 0, 0)),
                refused("file:31 .f_flags", withFile("/a", 0100, 0, 0)),
                refused("file:31 .f_flags", withFile("/a", 3, 0, 0)),
                refused("file:31 .f_credref", withFile("/a", 0, 1, 0)),
                refused("file:31 .f_pos", withFile("/a", 0, 0, -1)),
                refused("fd 0 .task", withFds(new Held(1, 0, 0, OnExec.KEEP))),
                refused("fd 0 .fd_objref", withFds(new Held(0, 1, 0, OnExec.KEEP))),
                refused("fd 0 .fd_descriptor", withFds(new Held(0, 0, 4096, OnExec.KEEP))),
                refused("fd 1 .fd_descriptor", withFds(new Held(0, 0, 7, OnExec.KEEP),
                        new Held(0, 0, 7, OnExec.CLOSE))));
    }

    private static RestartPlan withFile(String name, int flags, int cred, long pos) {
        return Plans.of(cred(0, caps(0, 0))).with(new PlanFiles(List.of(new PlanFiles.Opened(31, name, flags,
                cred, pos)), List.of()));
    }

    private static RestartPlan withFds(Held... held) {
        return Plans.of(cred(0, caps(0, 0))).with(new PlanFiles(List.of(new PlanFiles.Opened(31, "/a", 0, 0,
                0)), List.of(held)));
    }

    @ParameterizedTest
    @MethodSource({"faults", "faultsOfFiles"})
    void everyFaultHasItsPlace(String place, RestartPlan plan) {
        List<PlanFault> faults = PlanCheck.faults(plan, LAST_CAP);
        assertTrue(!faults.isEmpty() && faults.get(0).text().startsWith(place + ": "), faults + "");
    }

    @Test
    void soundPlansHaveNoFault() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            assertEquals(List.of(), PlanCheck.faults(RandomPlans.next(random), LAST_CAP));
        }
    }

    @Test
    void bytesAreDocumented() {
        byte[] bytes = PlanWriter.bytes(Plans.of(cred(0x0102, caps(0, 0), 9)));
        assertEquals(80 + 72 + 104 + 4, bytes.length);
        assertEquals("CKPTPLAN", new String(bytes, 0, 8, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(2, bytes[80 + 72 + 8]);
        assertEquals('t', bytes[80 + 56]);
        assertEquals(9, bytes[bytes.length - 4]);
    }
}
