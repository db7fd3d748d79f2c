// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.junit.jupiter.api.Test;

/** What execve does to creds, as capabilities(7) has it. */
final class ExecChangesTest {
    private static final PlanTask TASK = new PlanTask(PlanTask.Kind.PROCESS, 0,
            new PlanTask.Family(PlanTask.NONE,
            PlanTask.NONE, 0, PlanTask.NONE, PlanTask.NONE, PlanTask.Birth.USUAL), 0, PlanTask.Signals.USUAL,
            0, "t");
    private static final String COMM = "task .comm: becomes the name of the command";

    private static List<String> changes(Cred.Ids users, PlanCred.Caps caps, Privileges privileges) {
        PlanCred cred = new PlanCred(7, PlanTask.NONE, users, users, new PlanCred.Groups(0, GroupList.EMPTY),
                caps,
                Set.of());
        return ExecChanges.of(TASK, cred, privileges).stream().map(Remark::text)
                .filter(text -> !text.contains("gid: ")).toList();
    }

    private static Cred.Ids ids(long id) {
        return new Cred.Ids(id, id, id, id);
    }

    @Test
    void aUserKeepsWhatIsAmbient() {
        assertEquals(List.of("cred:7 .cap_permitted: cap_dac_override cap_dac_read_search"
                + " -> cap_dac_override", COMM),
                changes(ids(1000), new PlanCred.Caps(2, 6, 2, -1L, 2, 0), Privileges.NONE_NEW));
    }

    @Test
    void savedAndFilesystemIdsAreLost() {
        assertEquals(List.of("cred:7 .suid: 3 -> 2", "cred:7 .fsuid: 4 -> 2", COMM),
                changes(new Cred.Ids(1, 2, 3, 4), new PlanCred.Caps(0, 0, 0, 0, 0, 0), Privileges.NONE_NEW));
    }

    @Test
    void rootRegainsItsBoundingSetIfItMay() {
        PlanCred.Caps given = new PlanCred.Caps(0, 0, 0, 0xff, 0, 0);
        assertEquals(List.of(COMM), changes(ids(0), given, Privileges.NONE_NEW));
        String all = "none -> cap_chown cap_dac_override cap_dac_read_search cap_fowner cap_fsetid cap_kill"
                + " cap_setgid cap_setuid";
        assertEquals(List.of("cred:7 .cap_permitted: " + all, "cred:7 .cap_effective: " + all, COMM),
                changes(ids(0), given, Privileges.AS_USUAL));
        assertEquals(List.of(COMM), changes(ids(0), new PlanCred.Caps(0, 0, 0, 0xff, 0, 1),
                Privileges.AS_USUAL));
    }
}
