// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.junit.jupiter.api.Test;

/** The text of /proc, as kernels write it and as none does. */
final class ProcTextTest {
    private static final String STATUS = String.join("\n", "Name:\tsh", "Umask:\t0022",
            "State:\tS (sleeping)",
            "Tgid:\t71", "Pid:\t71", "Uid:\t1\t2\t3\t4", "Gid:\t5\t6\t7\t4294967294",
            "Groups:\t4 24 4294967294 ",
            "NStgid:\t71\t1", "NSpid:\t71\t1", "NSpgid:\t70\t0", "NSsid:\t9\t0", "SigBlk:\t0000000000010000",
            "SigIgn:\t8000000000000004", "CapInh:\t0000000000000001", "CapPrm:\t0000000000000002",
            "CapEff:\tffffffffffffffff", "CapBnd:\t0000000000000008", "CapAmb:\t0000000000000010",
            "NoNewPrivs:\t1",
            "Seccomp:\t2", "voluntary_ctxt_switches:\t40", "nonvoluntary_ctxt_switches:\t2", "");

    @Test
    void status() throws IOException {
        TaskStatus status = ProcText.status(STATUS);
        assertEquals(new Cred.Ids(1, 2, 3, 4), status.users());
        assertEquals(new Cred.Ids(5, 6, 7, 0xffff_fffeL), status.groups());
        assertEquals(GroupList.of(4, 24, -2), status.groupinfo());
        assertEquals(new TaskStatus.Sets(1, 2, -1, 8, 16), status.sets());
        assertEquals(new TaskStatus.Restraint(1, 2), status.restraint());
        assertEquals(new TaskStatus.Pids(List.of(71, 1), List.of(71, 1), List.of(70, 0), List.of(9, 0)),
                status.pids());
        assertEquals(new TaskStatus.Signals(0x10000, 1L << 63 | 4), status.signals());
        assertEquals(18, status.umask());
        assertEquals(42, status.switches());
    }

    @Test
    void statusOfAZombieAndOfNobody() throws IOException {
        TaskStatus status = ProcText.status(STATUS.replace("Umask:\t0022\n", "").replace("Seccomp:\t2\n", "")
                .replace("4 24 4294967294 ", ""));
        assertEquals(0, status.umask());
        assertEquals(-1, status.restraint().seccomp());
        assertEquals(GroupList.EMPTY, status.groupinfo());
        for (String broken : new String[] {"", "Uid:\t1", STATUS.replace("CapInh:\t", "CapInh:\tx"),
            STATUS.replace("Uid:\t1\t2\t3\t4", "Uid:\t1")}) {
            assertThrows(IOException.class, () -> ProcText.status(broken));
        }
    }

    @Test
    void statWhoseNameHoldsAnything() throws IOException {
        String rest = " R 11 71 71 34816 71 4194624 0 0 0 0 5 6 7 8 20 0 1 0 12345 1 2 3 4 5 6 7 8 9"
                + " 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 1792 0\n";
        TaskStat stat = ProcText.stat("71 (a) R 1 (\n)" + rest);
        assertEquals(new TaskStat('R', 11, 4194624, 17, 1792, 12345), stat);
        assertTrue(stat.running());
        for (String broken : new String[] {"", "71 (sh)", "71 (sh) S 1 2", "71 (sh) S"
                + rest.replace("17", "x")}) {
            assertThrows(IOException.class, () -> ProcText.stat(broken));
        }
    }

    @Test
    void mapsAndLists() throws IOException {
        assertEquals(List.of(new IdMaps.Extent(0, 100000, 65536), new IdMaps.Extent(65536, 0, 1)),
                ProcText.map("         0     100000      65536\n     65536          0          1\n"));
        assertEquals(List.of(), ProcText.map(""));
        assertThrows(IOException.class, () -> ProcText.map("0 1\n"));
        assertEquals(List.of(12, 13), ProcText.pids("12 13 "));
        assertEquals(List.of(), ProcText.pids(""));
        assertThrows(IOException.class, () -> ProcText.pids("twelve"));
    }

    @Test
    void limits() throws IOException {
        assertEquals(List.of(-1L, -1L, 1024L, 4096L), ProcText.limits(
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max cpu time              unlimited            unlimited            seconds   \n"
                + "Max open files            1024                 4096                 files     \n"));
        assertThrows(IOException.class, () -> ProcText.limits("Limit\nMax\n"));
    }
}
