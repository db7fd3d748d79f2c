// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.ALL;
import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.NONE;
import static org.ckptimage.restart.Plans.caps;
import static org.ckptimage.restart.Plans.cred;
import static org.ckptimage.restart.Plans.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Plans;
import org.ckptimage.restart.ProcFile;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials and tasks that root restarts; numbers are those of the acceptance list in DESIGN.md. */
@NeedsRoot
final class RootRestartTest {
    private static final Cred.Ids USERS = new Cred.Ids(1001, 1002, 1003, 1004);
    private static final Cred.Ids GROUPS = new Cred.Ids(2001, 2002, 2003, 2004);

    /** A1. */
    @Test
    void allFieldsOfACredAreExact() throws IOException {
        PlanCred cred = cred(NONE, USERS, GROUPS,
                new PlanCred.Caps(0x2001, 0x2000, 0x2000, HELD, 0x2000, 0x2f), 4, 24, 27, 1000);
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(cred))) {
            ProcFile status = restarted.status(0);
            assertEquals("1001 1002 1003 1004", status.ids("Uid"));
            assertEquals("2001 2002 2003 2004", status.ids("Gid"));
            assertEquals("4 24 27 1000", status.ids("Groups"));
            assertEquals(0x2001, status.hex("CapInh"));
            assertEquals(0x2000, status.hex("CapPrm"));
            assertEquals(0x2000, status.hex("CapEff"));
            assertEquals(HELD, status.hex("CapBnd"));
            assertEquals(0x2000, status.hex("CapAmb"));
            assertEquals("t0", status.get("Name"));
            restarted.process().release();
            assertEquals("1001 1002 1003 1004", restarted.status(0).ids("Uid"));
            assertEquals("0", restarted.status(0).get("TracerPid"));
        }
    }

    /** A2. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 65536})
    void groupsAreExact(int count) throws IOException {
        int[] groups = IntStream.range(0, count).map(i -> 70_000 + i).toArray();
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(cred(1000, caps(0, HELD), groups)))) {
            assertEquals(Arrays.stream(groups).mapToObj(Integer::toString).collect(Collectors.joining(" ")),
                    restarted.status(0).ids("Groups"));
        }
    }

    /** A2: duplicates stay. */
    @Test
    void groupsMayRepeat() throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(cred(1000, caps(0, HELD), 5, 5, 7)))) {
            assertEquals("5 5 7", restarted.status(0).ids("Groups"));
        }
    }

    /** A3. */
    @Test
    void setsMayLieOutsideTheBoundingSet() throws IOException {
        long low = 0xff;
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(
                cred(0, new PlanCred.Caps(0x101, 0x100, 0, low, 0, 0)), cred(0, caps(0, HELD)),
                cred(1000, caps(HELD, 0))))) {
            assertEquals(0x101, restarted.status(0).hex("CapInh"));
            assertEquals(0x100, restarted.status(0).hex("CapPrm"));
            assertEquals(low, restarted.status(0).hex("CapBnd"));
            assertEquals(0, restarted.status(1).hex("CapPrm"));
            assertEquals(HELD, restarted.status(2).hex("CapEff"));
            assertEquals(0, restarted.status(2).hex("CapBnd"));
        }
    }

    /** A7: the program reads each value back in the task itself, since /proc does not show it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 0x10, 0x5, 0xf, 0xff, 0xfff})
    void securebitsAreExact(long bits) throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(
                cred(1000, new PlanCred.Caps(0, 3, 3, HELD, 0, bits))))) {
            assertEquals(3, restarted.status(0).hex("CapEff"));
        }
    }

    /** A13. */
    @Test
    void zombiesKeepExitCodeAndCred() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int user = plans.add(cred(1000, caps(0x400, HELD), 5));
        int ended = plans.zombie(root, user, 0x700);
        int killed = plans.zombie(root, user, 9);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            for (int zombie : new int[] {ended, killed}) {
                ProcFile status = restarted.status(zombie);
                assertEquals("Z (zombie)", status.get("State"));
                assertEquals("1000 1000 1000 1000", status.ids("Uid"));
                assertEquals(0x400, status.hex("CapPrm"));
            }
            assertEquals(0x700, ProcFile.stat(Integer.toString(restarted.pid(ended)), 52));
            assertEquals(9, ProcFile.stat(Integer.toString(restarted.pid(killed)), 52));
        }
    }

    @Test
    void threadsHaveCredsOfTheirOwn() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int thread = plans.thread(root, plans.add(cred(1002, new PlanCred.Caps(0, 1, 0, 3, 0, 0xf), 9)), 0);
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            restarted.process().release();
            ProcFile status = ProcFile.status(restarted.pid(root) + "/task/" + restarted.pid(thread));
            assertEquals("1002 1002 1002 1002", status.ids("Uid"));
            assertEquals("9", status.ids("Groups"));
            assertEquals(1, status.hex("CapPrm"));
            assertEquals(0, status.hex("CapEff"));
            assertEquals(3, status.hex("CapBnd"));
            assertEquals("t1", status.get("Name"));
            assertEquals("0 0 0 0", restarted.status(root).ids("Uid"));
            assertEquals("2", restarted.status(root).get("Threads"));
        }
    }

    @Test
    void noNewPrivsAndSignalsAreAsPlanned() throws IOException {
        Plans plans = new Plans();
        PlanCred plain = cred(1000, caps(0, HELD));
        int root = plans.process(NONE, plans.add(new PlanCred(plain.objref(), NONE, ids(1000), ids(1000),
                new PlanCred.Groups(0, GroupList.EMPTY), caps(0, HELD), Set.of(PlanCred.Flag.NO_NEW_PRIVS))));
        plans.process(root, root);
        plans.signals(new Signals(64, 15, 0x4002));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals("1", restarted.status(0).get("NoNewPrivs"));
            assertEquals(0x4002, restarted.status(1).hex("SigBlk"));
            assertEquals(64, ProcFile.stat(Integer.toString(restarted.pid(1)), 38));
        }
    }

    /** A23: a child of a JVM starts with SIGQUIT blocked and two signals ignored. */
    @Test
    void nothingOfTheJvmLeaks() throws IOException {
        try (Restarted restarted = Restarted.asRoot().ready(Plans.of(Plans.root()))) {
            restarted.process().release();
            ProcFile status = restarted.status(0);
            assertEquals(0, status.hex("SigBlk"));
            assertEquals(0, status.hex("SigIgn"));
            assertEquals(0, status.hex("SigCgt"));
            try (var open = Files.list(java.nio.file.Path.of("/proc/" + restarted.pid(0) + "/fd"))) {
                assertEquals(0, open.count());
            }
        }
    }

    @Test
    void theProgramIsGoneFromDiskWhenItIsClosed() throws IOException {
        RestartBinary binary = RestartBinary.extract();
        binary.close();
        assertFalse(Files.exists(binary.file().getParent()));
    }

    /** All capabilities are there inside a namespace, though the caller lacks some. */
    @Test
    void namespacesGiveAllCapabilities() throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        int space = plans.space(NONE, new org.ckptimage.restart.plan.PlanUserNs.Creator(0, 0),
                org.ckptimage.restart.plan.PlanUserNs.IdMap.identity());
        int inside = plans.process(root, plans.add(cred(space, ids(0), ids(0), caps(ALL, ALL))));
        try (Restarted restarted = Restarted.asRoot().ready(plans.plan())) {
            assertEquals(ALL, restarted.status(inside).hex("CapEff"));
        }
    }
}
