// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.ALL;
import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.ckptimage.restart.Plans.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.restart.FreePids;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Restarts by uid 1000 (A17, A18): its own tasks come back, and it can gain nothing. */
@NeedsRoot
final class UserRestartTest {
    private static final Creator SELF = new Creator(1000, 1000);
    private static final IdMap OWN = IdMap.of(0, 1000, 1);

    private static PlanCred own(PlanCred.Caps caps, int... groups) {
        return cred(1000, caps, groups);
    }

    @Test
    void ownTasksComeBack() throws IOException {
        Plans plans = new Plans();
        int root = plans.leader(NONE, plans.add(own(caps(0, HELD))), 0);
        plans.process(root, 0);
        plans.thread(root, 0, 0);
        int zombie = plans.zombie(root, 0, 0x700);
        try (Restarted restarted = Restarted.asUser().ready(plans.plan())) {
            restarted.process().release();
            ProcFile status = restarted.status(0);
            assertEquals("1000 1000 1000 1000", status.ids("Uid"));
            assertEquals("", status.ids("Groups"));
            assertEquals(0, status.hex("CapPrm"));
            assertEquals(0x700, ProcFile.stat(Integer.toString(restarted.pid(zombie)), 52));
        }
    }

    @Test
    void ownNamespaceGivesAllCapabilitiesInside() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(own(caps(0, HELD))));
        int space = plans.spaceOfUser(SELF, OWN, OWN);
        int inside = plans.process(root, plans.add(cred(space, ids(0), ids(0), caps(ALL, ALL))));
        try (Restarted restarted = Restarted.asUser().ready(plans.plan())) {
            assertEquals("1000 1000 1000 1000", restarted.status(inside).ids("Uid"));
            assertEquals(ALL, restarted.status(inside).hex("CapPrm"));
        }
    }

    private static Arguments gain(String step, PlanCred cred) {
        return Arguments.of(step, Plans.of(cred));
    }

    private static Arguments space(String step, Creator creator, IdMap uids, long idInside) {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(own(caps(0, HELD))));
        int space = plans.spaceOfUser(creator, uids, OWN);
        plans.process(root, plans.add(cred(space, ids(idInside), ids(0), caps(0, ALL))));
        return Arguments.of(step, plans.plan());
    }

    private static Arguments openGroups() {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(own(caps(0, HELD))));
        plans.space(NONE, SELF, OWN);
        return Arguments.of("gid_map EPERM", plans.plan());
    }

    private static Arguments pid() {
        Plans plans = new Plans();
        plans.process(NONE, plans.add(own(caps(0, HELD))), FreePids.first(1), NONE, NONE);
        return Arguments.of("clone3 EPERM", plans.plan());
    }

    static Stream<Arguments> gains() {
        Cred.Ids self = ids(1000);
        return Stream.of(
                gain("setresuid EPERM", cred(NONE, ids(0), self, caps(0, HELD))),
                gain("setresuid EPERM", cred(NONE, new Cred.Ids(1000, 1, 1000, 1000), self, caps(0, HELD))),
                gain("setfsuid EPERM", cred(NONE, new Cred.Ids(1000, 1000, 1000, 0), self, caps(0, HELD))),
                gain("setresgid EPERM", cred(NONE, self, ids(0), caps(0, HELD))),
                gain("setfsgid EPERM", cred(NONE, self, new Cred.Ids(1000, 1000, 1000, 0), caps(0, HELD))),
                gain("setgroups EPERM", own(caps(0, HELD), 4)),
                gain("capset EPERM", own(caps(1, HELD))),
                gain("cap_inheritable EPERM", own(new PlanCred.Caps(1, 0, 0, HELD, 0, 0))),
                gain("bounding EPERM", own(caps(0, HELD & ~1))),
                gain("securebits EPERM", own(new PlanCred.Caps(0, 0, 0, HELD, 0, 1))),
                pid(),
                space("uid_map EPERM", SELF, IdMap.of(0, 0, 1), 0),
                space("uid_map EPERM", SELF, IdMap.identity(), 0),
                space("uid_map EPERM", SELF, IdMap.of(0, 1000, 2), 0),
                space("setegid_creator EPERM", new Creator(0, 0), OWN, 0),
                openGroups(),
                space("setresuid EINVAL", SELF, OWN, 7));
    }

    @ParameterizedTest
    @MethodSource("gains")
    void nothingIsGained(String step, org.ckptimage.restart.plan.RestartPlan plan) throws IOException {
        try (Restarted restarted = Restarted.asUser()) {
            RestartFailure failure = restarted.failure(plan);
            assertEquals(step, failure.step() + " " + failure.error(), failure.text());
        }
    }
}
