// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps.Extent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads machines that are files of a test, and the one that this runs on. */
final class HostReaderTest {
    private static final String STATUS = "Name:\tjava\nUid:\t1000\t1001\t1002\t1003\n"
            + "Gid:\t100\t101\t102\t103\nGroups:\t4 27 \nNSpid:\t7\nNStgid:\t7\nNSpgid:\t7\nNSsid:\t7\n"
            + "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\nCapInh:\t0000000000000001\n"
            + "CapPrm:\t0000000000000003\nCapEff:\t0000000000000002\nCapBnd:\t00000000000000ff\n"
            + "CapAmb:\t0000000000000001\nNoNewPrivs:\t1\nSeccomp:\t0\n";

    @TempDir
    private Path root;

    /** Programs that tell what a test wants. */
    private record Told(String architecture, String criuVersion, OptionalLong securebits)
            implements HostPrograms {}

    private HostReader reader(OptionalLong securebits) {
        return new HostReader(root, new Told("s390x", "4.2", securebits));
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    @BeforeEach
    void status() throws IOException {
        file("proc/self/status", STATUS);
    }

    @Test
    void aCallerAloneIsEnough() throws IOException {
        HostProfile profile = reader(OptionalLong.empty()).read();
        assertEquals(List.of(1000L, 1001L, 1002L, 1003L), List.of(profile.caller().users().real(),
                profile.caller().users().effective(), profile.caller().users().saved(),
                profile.caller().users().filesystem()));
        assertEquals(GroupList.of(4, 27), profile.caller().groupinfo());
        assertEquals(3, profile.caller().caps().permitted());
        assertEquals(0, profile.caller().caps().securebits());
        assertEquals(1, profile.ambient());
        assertEquals(OptionalInt.of(1), profile.noNewPrivs());
        assertEquals(40, profile.caller().lastCap());
        assertEquals(HostProfile.Kernel.UNKNOWN, profile.kernel());
        assertEquals(HostProfile.Security.UNKNOWN, profile.security());
        assertEquals(UserSpace.UNKNOWN, profile.userSpace());
        assertEquals(new HostProfile.Machine("s390x", OptionalLong.empty(), "4.2"), profile.machine());
    }

    @Test
    void allFilesAreRead() throws IOException {
        file("proc/sys/kernel/cap_last_cap", "37\n");
        file("proc/sys/kernel/osrelease", "5.10.0-x\n");
        file("proc/sys/kernel/pid_max", "4194304\n");
        file("proc/sys/kernel/ngroups_max", "many\n");
        file("proc/sys/kernel/seccomp/actions_avail", "errno log\n");
        file("proc/sys/user/max_user_namespaces", "0\n");
        file("proc/self/uid_map", "         0     100000      65536\n");
        file("proc/self/gid_map", "         0     200000      65536\n");
        file("proc/self/setgroups", "deny\n");
        file("sys/kernel/security/lsm", "capability,apparmor");
        Files.createDirectories(root.resolve("proc/self/ns"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/user"), Path.of("user:[4026532000]"));
        Files.write(root.resolve("proc/self/auxv"), ByteBuffer.allocate(32).order(ByteOrder.nativeOrder())
                .putLong(33).putLong(6).putLong(6).putLong(65_536).array());
        HostProfile profile = reader(OptionalLong.of(0x2f)).read();
        assertEquals(0x2f, profile.caller().caps().securebits());
        assertEquals(37, profile.caller().lastCap());
        assertEquals(new HostProfile.Kernel("5.10.0-x", OptionalLong.empty(), OptionalLong.of(4_194_304),
                OptionalLong.empty(), OptionalLong.empty()), profile.kernel());
        assertEquals(List.of("errno", "log"), profile.security().seccompActions());
        assertEquals(List.of("capability", "apparmor"), profile.security().lsms());
        assertEquals(OptionalLong.of(65_536), profile.machine().pageSize());
        UserSpace space = profile.userSpace();
        assertEquals(List.of(new Extent(0, 200_000, 65_536)), space.maps().orElseThrow().gids());
        assertEquals(true, space.deniesSetgroups());
        assertEquals(OptionalInt.empty(), space.level());
        assertEquals(1, space.levelAtLeast());
        assertEquals(OptionalLong.of(0), space.most());
    }

    @Test
    void rangesAreThoseOfTheCaller() throws IOException {
        file("etc/passwd", "root:x:0:0::/:/bin/sh\nann:x:1000:1000::/:/bin/sh\nodd\n");
        file("etc/subuid", "ann:100000:65536\nroot:1:2\n1000:300000:10\nann:x:1\nann:1\n");
        UserSpace space = reader(OptionalLong.empty()).read().userSpace();
        assertEquals(List.of(new UserSpace.Range(100_000, 65_536), new UserSpace.Range(300_000, 10)),
                space.uidRanges());
        assertEquals(List.of(), space.gidRanges());
    }

    @Test
    void aStatusThatNoKernelWrites() throws IOException {
        file("proc/self/status", "Uid:\t1\n");
        assertThrows(IOException.class, () -> reader(OptionalLong.empty()).read());
    }

    @Test
    void thisMachineIsRead() throws IOException {
        HostProfile profile = HostReader.standard().read();
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
                profile.kernel().release());
        assertEquals(true, profile.userSpace().maps().isPresent());
        assertEquals(profile.caller().users(), HostReader.standard().caller().users());
    }
}
