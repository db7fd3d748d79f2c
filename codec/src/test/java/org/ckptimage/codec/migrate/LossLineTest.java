// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.SocketPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** What a conversion cannot carry over, or has to make up, is said in one line each. */
class LossLineTest {
    private static ImagePlan plan(FormatVersion version, Abi abi) {
        return new ImagePlan(version, abi, ImagePlan.usualOrder(abi));
    }

    private static byte[] household(Households households, FormatVersion version, Abi abi)
            throws IOException {
        return Converted.composed(households.in(plan(version, abi)));
    }

    private static List<String> lines(byte[] image, FormatVersion to) throws IOException {
        return Converted.of(image, to, Scanned.of(image).result().format().orElseThrow().order()).lines();
    }

    private static void says(List<String> lines, String... wanted) {
        for (String line : wanted) {
            assertTrue(lines.contains(line), line + " is not in " + String.join("\n", lines));
        }
    }

    @Test
    void aLineNamesThePlaceInTheSource() throws IOException {
        byte[] image = new Patch(household(new Households(), V23_RC2, Abi.X86_32))
                .set(RecordType.TASK, "sas_ss_sp", 0x7ff1000).image();
        int field = new Patch(image).record(RecordType.TASK, 0) + 48;
        List<Loss> losses = Converted.of(image, V18, ByteOrderView.LITTLE).losses();
        String line = "image:0x" + Integer.toHexString(field)
                + ": lost: TASK .sas_ss_sp 0x7ff1000: v18-2009-10 has no such field";
        assertTrue(losses.stream().anyMatch(l -> l.line().equals(line)), line);
    }

    @Test
    void fieldsAndObjectsThatCameLater() throws IOException {
        byte[] image = household(new Households().labels().network().undo().nestedPids(2, 1).terminal()
                .sockets(), V23_RC2, Abi.X86_32);
        List<String> lines = lines(image, V18);
        says(lines, "lost: TREE .depth 2: v18-2009-10 has no nested pid namespaces");
        for (String object : List.of("FS", "SECURITY", "NET_NS", "NETDEV", "SEM_UNDO")) {
            assertTrue(lines.stream().anyMatch(l -> l.matches("lost: " + object
                    + ":\\d+ dropped: v18-2009-10 has no such object")), object + " " + lines);
        }
        assertTrue(lines.stream().anyMatch(l -> l.matches("lost: SOCKET_UNIX .peercred \\d+: "
                + "v18-2009-10 has only the euid and egid of that cred")), lines.toString());
    }

    @Test
    void whatNewerLayoutsWant() throws IOException {
        List<String> lines = lines(household(new Households().terminal().sockets(), V18, Abi.S390X), V23_RC2);
        says(lines, "invented: LSM_INFO of lsm_none: v18-2009-10 does not say",
                "invented: THREAD without flags: v18-2009-10 has none on s390x");
        for (String pattern : List.of(
                "invented: FS:\\d+ with / as both directories and umask 022: v18-2009-10 does not say",
                "invented: TTY:\\d+ .termios.c_ispeed 38400: from c_cflag",
                "invented: SOCKET_UNIX .peercred \\d+: the first cred of uid 0, gid 0: "
                        + "the source has only the ids")) {
            assertTrue(lines.stream().anyMatch(l -> l.matches(pattern)), pattern + " " + lines);
        }
        says(lines(household(new Households(), V19, Abi.X86_64), V20_PIDNS),
                "invented: TREE .rsid the session outside is not known: vsid stands for it");
        List<String> umask = lines(household(new Households(), V21, Abi.X86_64), V23_RC1);
        assertTrue(umask.stream().anyMatch(l -> l.matches("invented: FS:\\d+ .umask 022: "
                + "v21-2010-04-25 does not say")), umask.toString());
    }

    @Test
    void theSeed() throws IOException {
        CredPlan cred = CredPlan.of(new UserPlan(1, UserNsPlan.root()), 1, new GroupsPlan(),
                new CapsPlan(0, 0, 0, -1, 3));
        byte[] image = Converted.composed(plan(V18, Abi.X86_32).add(Households.single(cred))
                .add(new TaskPlan("gone", 2).family(1, 1, 1).zombie(0x100).cred(cred)));
        List<String> down = lines(image, V14_CREDS);
        says(down, "invented: HEADER v14-creds-2009-05 is a reconstruction: no image of a kernel is known to "
                        + "be laid out so",
                "lost: CRED:1 .cap_s.securebits 0x3: v14-creds-2009-05 has no such field",
                "lost: TASK .set_child_tid 0x1ab50d0: v14-creds-2009-05 has no such field",
                "lost: SIGNAL dropped: v14-creds-2009-05 has no signals of a process",
                "lost: SIGPENDING dropped: v14-creds-2009-05 has no signals of a process",
                "invented: TASK .cred_ref 1: a dead task has no creds, those of a task before stand for "
                        + "them");
        says(lines(image, V16), "lost: CRED:1 dropped: v16-2009-05-27 has no such object",
                "lost: TASK_CREDS dropped: v16-2009-05-27 has no such record");
        byte[] seed = Converted.composed(new Households().in(plan(V14_CREDS, Abi.X86_32)));
        List<String> up = lines(seed, V19_LSM);
        assertTrue(up.stream().anyMatch(l -> l.matches("invented: SIGNAL:\\d+ without limits, timers and "
                + "terminal: v14-creds-2009-05 does not say")), up.toString());
        assertTrue(up.stream().anyMatch(l -> l.matches("invented: TASK_NS .ns_objref \\d+: "
                + "v14-creds-2009-05 does not say")), up.toString());
        assertTrue(up.stream().anyMatch(l -> l.matches("invented: FILE:\\d+ .f_credref \\d+: the cred of its "
                + "task; v14-creds-2009-05 does not say who opened it")), up.toString());
        assertTrue(lines(seed, V16).stream().anyMatch(l -> l.matches("lost: TASK .cred_ref \\d+: "
                + "v16-2009-05-27 has no such field for a dead task")));
    }

    @Test
    void socketData() throws IOException {
        SocketPlan one = SocketPlan.pair(
                CredPlan.root(UserNsPlan.root())).receive(new byte[5]).fragments(1);
        byte[] made = household(new Households()
                .open(20, new FilePlan.Socket(one)), V19_RC2, Abi.X86_32);
        says(lines(made, V18), "lost: SOCKET_FRAG dropped: v18-2009-10 has no such record",
                "lost: SOCKET_BUFFER .frg_len 4096: v18-2009-10 has no such field");
        byte[] up = Converted.of(Converted.of(made, V18, ByteOrderView.LITTLE).image(), V19_RC2,
                ByteOrderView.LITTLE).image();
        assertEquals(5, ByteOrderView.LITTLE.i32(up, new Patch(up).record(RecordType.SOCKET_BUFFER, 0) + 20));
    }

    @Test
    void valuesThatDoNotFit() throws IOException {
        byte[] tty = new Patch(household(new Households().terminal(), V23_RC1_TTY, Abi.X86_64))
                .set(RecordType.TTY, "termios.c_iflag", 0x10500)
                .set(RecordType.TTY, "termios.c_ospeed", 1234).image();
        List<String> lines = lines(tty, V21);
        assertTrue(lines.stream().anyMatch(l -> l.matches("lost: TTY:\\d+ .termios.c_iflag 0202400: "
                + "v21-2010-04-25 has no room for it")), lines.toString());
        assertTrue(lines.stream().anyMatch(l -> l.matches("lost: TTY:\\d+ .termios.c_ospeed 1234: "
                + "v21-2010-04-25 has no such field")), lines.toString());
        byte[] auxv = household(new Households(), V19, Abi.X86_32);
        Patch patch = new Patch(auxv);
        int buffer = patch.record(RecordType.MM, 0) + 120;
        patch.set(buffer + 8 + 24, 8, 0x1_0000_0002L);
        says(lines(auxv, V19_RC3), "lost: BUFFER auxv 0x100000002: v19-rc3 has words of 32 bits");
        byte[] message = household(new Households().ipc(), V19_RC3, Abi.X86_32);
        byte[] large = new Patch(message).set(RecordType.IPC_MSG_MSG, "m_type", 1L << 40).image();
        refused(large, V19_RC2, Rule.CKS012, "m_type");
    }

    @Test
    void signals() throws IOException {
        byte[] image = household(new Households(), V23_RC1, Abi.X86_64);
        int info = new Patch(image).record(RecordType.SIGPENDING, 0) + 24;
        byte[] trap = new Patch(image.clone()).set(info + 36, 4, 9).image();
        says(lines(trap, V21), "lost: SIGPENDING .siginfo.csi_trapno 9: v21-2010-04-25 has no such field");
    }

    @Test
    void signalsThatAnOldTaskNeedNotHave() throws IOException {
        byte[] image = household(new Households(), V18, Abi.X86_32);
        int first = new Patch(image).record(RecordType.SIGNAL_TASK, 0);
        ByteArrayOutputStream without = new ByteArrayOutputStream();
        without.write(image, 0, first);
        without.write(image, first + 16, image.length - first - 16);
        List<String> lines = lines(without.toByteArray(), V21);
        says(lines, "invented: SIGNAL_TASK without blocked signals: the source does not say");
        byte[] up = Converted.of(without.toByteArray(), V21, ByteOrderView.LITTLE).image();
        assertEquals("", Scanned.of(up).text());
    }

    @Test
    void bytesOfNoField() throws IOException {
        says(lines(ImageFiles.bytes("good/cks011-padding-of-cred.ckpt"), V23_RC2),
                "lost: CRED:1 padding is not zero: cleared");
        says(lines(ImageFiles.bytes("good/cks006-groupinfo-slack.ckpt"), V23_RC2),
                "lost: GROUPINFO:16 bytes behind the last group: left out");
        says(lines(ImageFiles.bytes("good/cks011-padding-of-tree-entry.ckpt"), V23_RC2),
                "lost: TREE .padding is not zero: cleared");
    }

    @Test
    void recordsThatNobodyKnows() throws IOException {
        byte[] unknown = ImageFiles.bytes("good/cks008-unknown-type.ckpt");
        assertEquals(List.of(), lines(unknown, V20).stream().filter(l -> l.contains("type ")).toList());
        assertTrue(Converted.of(unknown, V23_RC2, ByteOrderView.BIG).lines().stream().anyMatch(l -> l.matches(
                "lost: type \\d+ kept as it is: what it holds is not known, so its byte order stays")));
        byte[] stray = Converted.composed(plan(V18, Abi.X86_32)
                .add(Households.single(CredPlan.root(UserNsPlan.root())).stray(451, new byte[] {1, 2, 3})));
        says(lines(stray, V19_RC3), "lost: type 451 dropped: the number means another record in v19-rc3");
        assertTrue(!Scanned.of(Converted.of(stray, V19_RC3, ByteOrderView.LITTLE).image()).hasError());
    }

    @Test
    void extensions() throws IOException {
        byte[] image = Converted.composed(plan(V18, Abi.X86_32).extensions()
                .add(Households.single(CredPlan.root(UserNsPlan.root())).seccomp(2)));
        says(lines(image, V14_CREDS), "lost: EXT_TASK dropped: v14-creds-2009-05 has no such record");
        byte[] kept = Converted.of(image, V23_RC2, ByteOrderView.LITTLE).image();
        assertEquals("", Scanned.of(kept).text());
        assertTrue(new Patch(kept).record(RecordType.EXT_TASK, 0) > 0);
    }

    @Test
    void lsmNames() throws IOException {
        byte[] image = Converted.composed(plan(V19_LSM, Abi.X86_32).lsm("smack")
                .add(Households.single(CredPlan.root(UserNsPlan.root()))));
        says(lines(image, V18), "lost: BUFFER name of the LSM smack: v18-2009-10 has no place for it");
    }

    @Test
    void byteOrders() throws IOException {
        byte[] image = household(new Households(), V21, Abi.X86_64);
        says(Converted.of(image, V21, ByteOrderView.BIG).lines(),
                "invented: HEADER no kernel of x86_64 is big-endian: validate reports CKS018");
        byte[] power = household(new Households(), V21, Abi.PPC32);
        says(Converted.of(power, V21, ByteOrderView.LITTLE).lines(),
                "lost: CPU copied as it is: its layout on ppc32 is not known, so its byte order stays");
    }

    private static void refused(byte[] image, FormatVersion to, Rule rule, String field) {
        ImageException refusal = assertThrows(ImageException.class, () -> lines(image, to));
        assertEquals(rule, refusal.finding().rule());
        assertEquals(field, refusal.finding().where().field());
        assertTrue(refusal.finding().where().offset() > 0);
    }

    @Test
    void refusalsNameRecordAndField() throws IOException {
        refused(household(new Households().eventfd(), V19_DEV, Abi.X86_32), V18, Rule.CKS012, "f_type");
        byte[] huge = new Patch(household(new Households(), V23_RC2, Abi.X86_32)).image();
        int vma = new Patch(huge).record(RecordType.VMA, 2);
        refused(new Patch(huge).set(vma + 8, 4, 10).set(vma + 16, 4, 0).image(), V21, Rule.CKS012,
                "vma_type");
        refused(household(new Households(), V16, Abi.S390X), V18, Rule.CKS012, "rev");
        refused(household(new Households(), V21, Abi.X86_64), V18, Rule.CKS018, "arch_id");
        UserPlan user = new UserPlan(1, UserNsPlan.root());
        int[] many = IntStream.range(0, 16).toArray();
        byte[] groups = Converted.composed(plan(V18, Abi.X86_32).add(Households.single(CredPlan.of(user, 1,
                new GroupsPlan(many), CapsPlan.none()))));
        refused(groups, V14_CREDS, Rule.CKS012, "ngroups");
    }

    @Test
    void aFlagThatWillBeTakenInItsOtherSenseIsTold() throws IOException {
        String told = "lost: HEADER .uflags nothing in the result tells " + V20_NETNS.label() + " from "
                + V21.label() + ", as which it is read";
        for (String name : new String[] {"good/net-namespace.ckpt", "good/one.ckpt"}) {
            byte[] image = ImageFiles.bytes(name);
            List<String> lines = Converted.of(image, V20_NETNS, ByteOrderView.LITTLE).lines();
            assertEquals(1, lines.stream().filter(l -> l.startsWith(told)).count(), lines.toString());
            for (FormatVersion other : List.of(V19, V20_PIDNS, V21, V23_RC1, V23_RC2)) {
                assertTrue(Converted.of(image, other, ByteOrderView.LITTLE).lines().stream()
                        .noneMatch(l -> l.contains("uflags")), other.label());
            }
        }
    }

    @Test
    void anInvalidImageIsNotConverted() {
        byte[] image = ImageFiles.bytes("bad/ckr002-cred-undefined-groupinfo.ckpt");
        ImageException refusal = assertThrows(ImageException.class, () -> lines(image, V23_RC2));
        assertEquals(Rule.CKR002, refusal.finding().rule());
        byte[] failed = ImageFiles.bytes("bad/cks004-no-tail.ckpt");
        assertEquals(Rule.CKS004, assertThrows(ImageException.class, () -> Converted.of(failed, V23_RC2,
                ByteOrderView.LITTLE)).finding().rule());
    }
}
