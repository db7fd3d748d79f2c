// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import static org.ckptimage.restart.Plans.HELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.FreePids;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.host.Rights.Who;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.planner.RestartOptions.Pids;
import org.ckptimage.restart.run.RestartException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process with exactly the set restarts the image, and one that lacks any of it does not. */
@NeedsRoot
final class MinimalCapsTest {
    private static final IdsPlan SELF = IdsPlan.all(1000);
    private static final CapsPlan NONE = CapsPlan.none();
    private static final int[] NO_GROUPS = {};

    private static long set(Capability... capabilities) {
        return Stream.of(capabilities).mapToLong(cap -> 1L << cap.ordinal()).sum();
    }

    private static CredPlan cred(IdsPlan uids, IdsPlan gids, CapsPlan caps, long ambient, int... groups) {
        return new CredPlan(uids, gids, new GroupsPlan(groups), new UserPlan(uids.real(), UserNsPlan.root()),
                caps, null, new CredPlan.Recent(0, ambient));
    }

    private static Arguments of(String wanted, Who who, CredPlan cred) {
        return Arguments.of(wanted, who, Images.single(cred, new IpcPlan()), Pids.ANY);
    }

    private static Arguments caps(String wanted, CapsPlan caps) {
        return of(wanted, Who.USER, cred(SELF, SELF, caps, 0));
    }

    private static Arguments ipc(String wanted, int owner, Pids pids) {
        IpcPlan objects = new IpcPlan().semaphores(77, owner, List.of(1), null);
        CredPlan cred = cred(SELF, SELF, NONE, 0);
        return Arguments.of(wanted, Who.USER, Images.single(cred, FreePids.first(1), objects), pids);
    }

    private static Arguments space(String wanted, int owner, IdMapPlan maps) {
        UserNsPlan space = new UserNsPlan(new UserPlan(owner, UserNsPlan.root()), maps);
        CredPlan cred = new CredPlan(IdsPlan.all(0), IdsPlan.all(0), new GroupsPlan(NO_GROUPS),
                new UserPlan(0, space), CapsPlan.full(), null, new CredPlan.Recent(0, 0));
        return of(wanted, Who.USER, cred);
    }

    private static IdMapPlan map(int setgroups, int lower, int count) {
        List<IdMapPlan.Extent> extents = List.of(new IdMapPlan.Extent(0, lower, count));
        return new IdMapPlan(setgroups, extents, extents);
    }

    static Stream<Arguments> images() {
        IdsPlan other = IdsPlan.all(33);
        long raw = set(Capability.CAP_NET_RAW);
        long many = set(Capability.CAP_NET_RAW, Capability.CAP_KILL, Capability.CAP_CHOWN);
        return Stream.of(
                of("", Who.USER, cred(SELF, SELF, NONE, 0)),
                of("setuid", Who.USER, cred(other, SELF, NONE, 0)),
                of("setgid", Who.USER, cred(SELF, other, NONE, 0)),
                of("setgid", Who.USER, cred(SELF, SELF, NONE, 0, 4, 27)),
                of("setgid setuid", Who.USER, cred(other, other, NONE, 0, 4)),
                of("setuid", Who.USER, cred(new IdsPlan(1000, 1000, 1000, 5), SELF, NONE, 0)),
                of("setgid", Who.USER, cred(SELF, new IdsPlan(1000, 1000, 1000, 5), NONE, 0)),
                caps("chown", new CapsPlan(0, 1, 1, -1, 0)),
                caps("chown kill net_raw", new CapsPlan(raw, many, raw, -1, 0)),
                of("kill setgid setuid net_raw", Who.USER, cred(other, other, new CapsPlan(0,
                        raw | set(Capability.CAP_KILL), 0, -1, 0), 0)),
                caps("setpcap", new CapsPlan(0, 0, 0, HELD & ~many, 0)),
                caps("setpcap", new CapsPlan(0, 0, 0, -1, 0x2f)),
                caps("", new CapsPlan(0, 0, 0, -1, 0x10)),
                caps("net_raw", new CapsPlan(raw, 0, 0, -1, 0)),
                caps("setpcap", new CapsPlan(many, 0, 0, -1, 0)),
                of("net_raw", Who.USER, cred(SELF, SELF, new CapsPlan(raw, raw, raw, -1, 0), raw)),
                of("setuid setpcap net_raw", Who.USER, cred(other, SELF,
                        new CapsPlan(raw, raw, raw, raw, 0xc1), 0)),
                Arguments.of("checkpoint_restore", Who.USER, Images.single(cred(SELF, SELF, NONE, 0),
                        FreePids.first(1), new IpcPlan()), Pids.KEEP),
                ipc("sys_admin", 1000, Pids.ANY), ipc("setgid setuid sys_admin", 501, Pids.ANY),
                ipc("sys_admin", 1000, Pids.KEEP),
                space("", 1000, map(0, 1000, 1)), space("setgid setuid", 1000, map(1, 100_000, 65_536)),
                space("setgid setuid sys_admin", 500, map(1, 100_000, 65_536)),
                space("setgid setuid setfcap", 1000, map(1, 0, 65_536)),
                space("setgid", 1000, map(1, 1000, 1)),
                of("setuid", Who.ROOT, cred(other, IdsPlan.all(0), NONE, 0)),
                of("setuid", Who.ROOT, cred(new IdsPlan(33, 34, 35, 5), IdsPlan.all(0), NONE, 0)),
                of("setgid setuid net_raw", Who.ROOT, cred(other, other, new CapsPlan(raw, raw, raw, -1, 0),
                        raw, 7)),
                of("setgid setuid setpcap", Who.ROOT, cred(other, other, new CapsPlan(0, 0, 0, -1, 0x3), 0)));
    }

    @ParameterizedTest
    @MethodSource("images")
    void isEnoughAndNoMore(String wanted, Who who, ImagePlan plan, Pids pids) throws IOException {
        Image image = Images.composed(plan);
        Resources resources = Images.resources(plan);
        OptionalLong set = MinimalCaps.of(Rights.planner(Rights.caller(who, HELD), pids), image, resources);
        assertEquals(wanted, Rights.text(set.orElseThrow()));
        Planned planned = Rights.planner(Rights.caller(who, set.getAsLong()), pids).plan(image, resources);
        assertEquals(List.of(), planned.authorisation().denied());
        assertEquals("", failure(who, set.getAsLong(), planned.plan().orElseThrow()));
        for (Capability capability : Capability.values()) {
            long without = set.getAsLong() & ~(1L << capability.ordinal());
            if (without != set.getAsLong()) {
                assertTrue(failure(who, without, planned.plan().get()).contains("EPERM"),
                        "it works without " + capability);
            }
        }
    }

    private static String failure(Who who, long set, RestartPlan plan) throws IOException {
        try (Restarted restarted = Rights.start(who, set)) {
            restarted.ready(plan);
            return "";
        } catch (RestartException e) {
            return e.getMessage();
        }
    }
}
