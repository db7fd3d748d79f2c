// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.ckptimage.restart.Plans.ids;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.model.files.OpenFlags;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.plan.PlanCommand.Privileges;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;

/** Sound plans with everything in them that a plan may have. */
final class RandomPlans {
    private RandomPlans() {}

    static RestartPlan next(Random random) {
        Plans plans = new Plans();
        int spaces = random.nextInt(4);
        for (int i = 0; i < spaces; i++) {
            int parent = random.nextInt(i + 1) - 1;
            IdMap outermost = random.nextBoolean() ? IdMap.identity() : IdMap.of(0, 100_000, 65_536);
            plans.space(parent, new Creator(random.nextInt(1000), 0),
                    parent == NONE ? outermost : IdMap.of(0, 0, 65_536));
        }
        int creds = 1 + random.nextInt(4);
        for (int i = 0; i < creds; i++) {
            int[] groups = random.ints(random.nextInt(5), 0, 9000).sorted().toArray();
            plans.add(cred(random.nextInt(spaces + 1) - 1, ids(random.nextInt(65_536)),
                    ids(random.nextInt(9)),
                    caps(random.nextLong() & Plans.ALL, random.nextLong() & Plans.ALL), groups));
        }
        RestartPlan plan = tasks(random, plans, creds).with(ipc(random)).with(files(random, creds));
        return random.nextInt(4) > 0 ? plan : plan.running(new PlanCommand(0, List.of("/bin/true", "x"),
                List.of("A=b"), Privileges.NONE_NEW));
    }

    private static List<PlanIpc> ipc(Random random) {
        List<PlanIpc> objects = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            PlanIpc.Kind kind = PlanIpc.Kind.values()[random.nextInt(3)];
            byte[] bytes = new byte[2 * random.nextInt(20)];
            long size = kind == PlanIpc.Kind.SEM ? bytes.length / 2 : 100 + random.nextInt(9000);
            IpcPerms.Owner owner = new IpcPerms.Owner(random.nextInt(9), random.nextInt(70_000));
            IpcPerms perms = new IpcPerms(random.nextInt(1 << 20), random.nextInt(), owner, owner,
                    random.nextInt(01000));
            objects.add(new PlanIpc(kind, perms, size, kind == PlanIpc.Kind.SEM
                    ? List.of(new PlanIpc.Piece(0, bytes))
                    : List.of(new PlanIpc.Piece(1, bytes), new PlanIpc.Piece(50, bytes))));
        }
        return objects;
    }

    /** The first process stands before all others. */
    private static PlanFiles files(Random random, int creds) {
        List<PlanFiles.Opened> opened = new ArrayList<>();
        List<PlanFiles.Held> held = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            held.add(new PlanFiles.Held(0, opened.size(), 9 * opened.size() + random.nextInt(9),
                    random.nextBoolean() ? OnExec.KEEP : OnExec.CLOSE));
            opened.add(new PlanFiles.Opened(random.nextInt(99), "/" + "x".repeat(random.nextInt(50)),
                    random.nextInt(3) | OpenFlags.APPEND, random.nextInt(creds + 1) - 1,
                    random.nextLong() >>> 1));
        }
        return new PlanFiles(opened, held);
    }

    private static RestartPlan tasks(Random random, Plans plans, int creds) {
        int root = plans.leader(NONE, 0, 0);
        plans.thread(root, 0, random.nextBoolean() ? 0 : 31_000);
        int session = plans.ghost(root, true);
        plans.madeBy(session, root, session, session);
        for (int i = 0; i < random.nextInt(5); i++) {
            plans.process(root, random.nextInt(creds));
        }
        plans.zombie(root, random.nextInt(creds), random.nextBoolean() ? 0x700 : 9);
        return plans.plan();
    }
}
