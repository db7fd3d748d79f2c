// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

/**
 * An image that is composed in one version and converted to another is, byte for byte, the one that is
 * composed there, wherever both say the same: where the layouts number objects alike.
 */
class ConversionOracleTest {
    /** Everything the layouts of a group have in common. */
    private interface Household {
        Households fill(Households empty);
    }

    private static List<FormatVersion> range(FormatVersion first, FormatVersion last) {
        return Arrays.stream(FormatVersion.values()).filter(v -> v.since(first) && last.since(v)).toList();
    }

    @Test
    void betweenTheLateOrderAndV18() throws IOException {
        compare(range(V19_LSM, V19_RC2_X86_64), List.of(V18), h -> h.terminal().ipc());
        compare(List.of(V18), range(V19_DEV, V19_RC2_X86_64), h -> h.terminal().ipc());
    }

    @Test
    void throughTheLayoutsOfRev3And4() throws IOException {
        List<FormatVersion> labels = range(V19_LSM, V19_RC2_X86_64);
        compare(range(V19_DEV, V19_RC2_X86_64), labels, h -> h.terminal().eventfd().epoll().ipc());
        compare(labels, labels, h -> h.labels().terminal().eventfd().epoll().ipc());
    }

    @Test
    void fromV19Rc3ToV23Rc1() throws IOException {
        List<FormatVersion> plain = range(V19_RC3, V20_PIDNS);
        compare(plain, range(V19_RC3, V23_RC1_TTY), h -> h.labels().sockets().terminal().eventfd().epoll()
                .ipc());
        compare(range(V19_RC3, V23_RC1_TTY), plain, h -> h.labels().sockets().terminal().eventfd().epoll()
                .ipc());
    }

    @Test
    void withNetworkAndNestedPids() throws IOException {
        List<FormatVersion> network = range(V20_NETNS, V23_RC1_TTY);
        compare(network, network, h -> h.network().labels().sockets().terminal().ipc().nestedPids(2, 1));
        List<FormatVersion> nested = List.of(V20_PIDNS, V20, V21);
        compare(nested, nested, h -> h.nestedPids(7));
    }

    @Test
    void withPidObjects() throws IOException {
        List<FormatVersion> tagged = range(V23_RC1_PIDS, V23_SAMSUNG);
        compare(tagged, tagged, h -> h.network().labels().sockets().terminal().eventfd().epoll().ipc().undo()
                .nestedPids(3, 2, 1));
    }

    @Test
    void fromOneByteOrderToTheOther() throws IOException {
        for (FormatVersion version : FormatVersion.values()) {
            boolean seed = version.reconstructed();
            for (ByteOrderView order : ByteOrderView.values()) {
                ByteOrderView other = order == ByteOrderView.BIG ? ByteOrderView.LITTLE : ByteOrderView.BIG;
                Abi abi = Abi.PPC64.archId(version) > 0 ? Abi.PPC64 : Abi.S390X;
                Household all = h -> seed ? h.ipc() : h.network().labels().sockets().terminal().ipc().undo()
                        .nestedPids(3);
                // no CKS018 for a byte order that the machine did not have, if the source has the usual one
                if (abi == Abi.PPC64 || order == ByteOrderView.BIG) {
                    byte[] source = composed(version, abi, order, all);
                    byte[] wanted = composed(version, abi, other, all);
                    byte[] found = Converted.of(source, version(source), other).image();
                    assertArrayEquals(wanted, found, version + " to " + other);
                }
            }
        }
    }

    private static FormatVersion version(byte[] image) {
        return Scanned.of(image).result().format().orElseThrow().version();
    }

    private static void compare(List<FormatVersion> from, List<FormatVersion> to, Household household)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        for (FormatVersion source : from) {
            for (FormatVersion target : to) {
                Abi abi = abi(source, target);
                ByteOrderView order = ImagePlan.usualOrder(abi);
                byte[] image = composed(source, abi, order, household);
                if (version(image) == target) {
                    // nothing in it tells the two apart, and it is copied
                    continue;
                }
                Converted found = Converted.of(image, target, order);
                byte[] wanted = composed(target, abi, order, household);
                int at = Arrays.mismatch(wanted, found.image());
                if (at >= 0) {
                    wrong.add(source + " to " + target + " on " + abi + " differs at " + at + " "
                            + found.lines());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static byte[] composed(FormatVersion version, Abi abi, ByteOrderView order, Household household)
            throws IOException {
        return Converted.composed(household.fill(new Households()).in(new ImagePlan(version, abi, order)));
    }

    /** One that both have; another one for every pair. */
    private static Abi abi(FormatVersion source, FormatVersion target) {
        List<Abi> both = Arrays.stream(Abi.values())
                .filter(a -> a.archId(source) >= 0 && a.archId(target) >= 0).toList();
        return both.get((source.ordinal() + 3 * target.ordinal()) % both.size());
    }
}
