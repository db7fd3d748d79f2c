// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.planner.Authorisation;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.planner.RestartOptions;
import org.ckptimage.restart.planner.RestartPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images as uid 1000 captures them are restarted by uid 1000: its own comes back, no other does. */
@NeedsRoot
final class UserImageTest {
    private static final int UNKNOWN = (int) Cred.SECUREBITS_UNKNOWN;
    private static final CapsPlan OWN = new CapsPlan(0, 0, 0, HELD, UNKNOWN);

    private static Planned planned(CredPlan cred) throws IOException {
        Caller user = new Caller(ids(1000), ids(1000), GroupList.EMPTY, new Cred.Caps(0, 0, 0, HELD, 0),
                Caller.current().lastCap());
        return new RestartPlanner(user, new RestartOptions(RestartOptions.Pids.ANY,
                new RestartOptions.UsernsMap(RestartOptions.UsernsMap.Kind.USED, 0),
                RestartOptions.Caps.EXACT, 10)).plan(Images.composed(Images.single(cred, new IpcPlan())));
    }

    private static CredPlan cred(IdsPlan uids, IdsPlan gids, CapsPlan caps, int... groups) {
        return new CredPlan(uids, gids, new GroupsPlan(groups), new UserPlan(uids.real(), UserNsPlan.root()),
                caps, null, new CredPlan.Recent(0, 0));
    }

    private static IdsPlan all(int id) {
        return IdsPlan.all(id);
    }

    @Test
    void securebitsThatNobodyReadStay() throws IOException {
        Planned planned = planned(cred(all(1000), all(1000), OWN));
        assertEquals(List.of(), planned.refusals());
        assertEquals(List.of("securebits"), planned.warnings().stream().map(Remark::field)
                .filter("securebits"::equals).toList());
        assertEquals(List.of(), planned.authorisation().denied());
        try (Restarted restarted = Restarted.asUser().ready(planned.plan().orElseThrow())) {
            restarted.process().release();
            ProcFile status = restarted.status(0);
            assertEquals("1000 1000 1000 1000", status.ids("Uid"));
            assertEquals(0, status.hex("CapPrm"));
        }
    }

    private static Arguments gain(String field, String step, CredPlan cred) {
        return Arguments.of(field, step, cred);
    }

    static Stream<Arguments> gains() {
        IdsPlan self = all(1000);
        return Stream.of(
                gain("uid", "setresuid", cred(all(0), self, OWN)),
                gain("uid", "setresuid", cred(new IdsPlan(1000, 1000, 1, 1000), self, OWN)),
                gain("uid", "setfsuid", cred(new IdsPlan(1000, 1000, 1000, 0), self, OWN)),
                gain("gid", "setresgid", cred(self, all(0), OWN)),
                gain("groups", "setgroups", cred(self, self, OWN, 4)),
                gain("cap_p", "capset", cred(self, self, new CapsPlan(0, 1, 1, HELD, UNKNOWN))),
                gain("cap_i", "cap_inheritable", cred(self, self, new CapsPlan(1, 0, 0, HELD, UNKNOWN))),
                gain("cap_b", "bounding", cred(self, self, new CapsPlan(0, 0, 0, HELD & ~1, UNKNOWN))),
                gain("securebits", "securebits", cred(self, self, new CapsPlan(0, 0, 0, HELD, 1))));
    }

    @ParameterizedTest
    @MethodSource("gains")
    void nothingIsGained(String field, String step, CredPlan cred) throws IOException {
        Planned planned = planned(cred);
        assertEquals(List.of(field), planned.authorisation().denied().stream()
                .map(Authorisation.Step::field).toList());
        try (Restarted restarted = Restarted.asUser()) {
            RestartFailure failure = restarted.failure(planned.plan().orElseThrow());
            assertEquals(step + " EPERM", failure.step() + " " + failure.error(), failure.text());
        }
    }
}
