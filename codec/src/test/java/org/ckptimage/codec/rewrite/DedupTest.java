// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.CredPlan.Recent;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.LabelPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.rewrite.Rewrites.Result;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal credentials become one, and nothing else changes. */
final class DedupTest {
    private static final int SEEDS = 200;
    private static final UserNsPlan HOST = UserNsPlan.root();

    private static Result<DedupReport> checked(byte[] image, String what) throws IOException {
        Result<DedupReport> result = Rewrites.dedup(image);
        List<String> before = new ArrayList<>(Rewrites.findings(image));
        List<String> added = new ArrayList<>(Rewrites.findings(result.bytes()));
        before.forEach(added::remove);
        assertEquals(List.of(), added, what);
        assertEquals(Scanned.of(image).result().format(), Scanned.of(result.bytes()).result().format(), what);
        assertEquals(Meaning.of(image), Meaning.of(result.bytes()), what);
        assertEquals(Meaning.otherRecords(image), Meaning.otherRecords(result.bytes()), what);
        assertEquals(image.length - result.bytes().length, result.report().bytesSaved(), what);
        Result<DedupReport> again = Rewrites.dedup(result.bytes());
        assertEquals(new DedupReport(0, 0, 0, 0), again.report(), what);
        assertArrayEquals(result.bytes(), again.bytes(), what);
        Image old = Meaning.model(image);
        Image now = Meaning.model(result.bytes());
        DedupReport gone = new DedupReport(old.creds().size() - now.creds().size(),
                old.groupinfos().size() - now.groupinfos().size(), old.users().size() - now.users().size(),
                image.length - result.bytes().length);
        assertEquals(gone, result.report(), what);
        assertEquals(old.userNamespaces().size(), now.userNamespaces().size(), what);
        return result;
    }

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.rewrite.Rewrites#images")
    void everyImage(String name) throws IOException {
        checked(ImageFiles.bytes(name), name);
    }

    @Test
    void randomImages() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            checked(Rewrites.random(seed), "seed " + seed);
        }
    }

    @Test
    void imagesWithFewDifferentCreds() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            UserNsPlan inner = UserNsPlan.madeBy(new UserPlan(1, HOST));
            CredPlan[] creds = new CredPlan[20];
            for (int i = 0; i < creds.length; i++) {
                creds[i] = cred(random.nextInt(3), random.nextBoolean() ? HOST : inner);
            }
            DedupReport report = checked(image(FormatVersion.V23_RC1, creds), "seed " + seed).report();
            assertTrue(report.creds() >= creds.length - 6, "seed " + seed + ": " + report);
        }
    }

    @Test
    void theKernelWritesEqualCredsTwice() throws IOException {
        assertEquals(1, checked(ImageFiles.bytes("real/root.ckpt"), "root").report().creds());
    }

    /** Credentials that are equal to others of the same call and the same objects. */
    private static CredPlan cred(int uid, UserNsPlan space) {
        return CredPlan.of(new UserPlan(uid, space), uid, new GroupsPlan(4, 27, uid), CapsPlan.none());
    }

    private static CredPlan with(CredPlan cred, LabelPlan label, Recent recent) {
        return new CredPlan(cred.uids(), cred.gids(), cred.groups(), cred.user(), cred.caps(), label, recent);
    }

    private static byte[] image(FormatVersion version, CredPlan... creds) throws IOException {
        ImagePlan plan = new ImagePlan(version, Abi.X86_64, ImagePlan.usualOrder(Abi.X86_64)).extensions();
        int pid = 10;
        for (CredPlan cred : creds) {
            plan.add(new TaskPlan("t" + pid, pid).family(pid == 10 ? 1 : 10, 10, 10).cred(cred)
                    .objects(new NamespacesPlan("host", new IpcPlan(), false), FilesPlan.standard(cred),
                            MemoryPlan.small("/bin/t", cred, PagesPlan.none()))
                    .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan()));
            pid++;
        }
        return Rewrites.compose(plan);
    }

    private static DedupReport merged(CredPlan... creds) throws IOException {
        return checked(image(FormatVersion.V21, creds), "image").report();
    }

    private static void assertMerged(int creds, int groupinfos, int users, DedupReport report) {
        assertEquals(new DedupReport(creds, groupinfos, users, report.bytesSaved()), report);
    }

    @Test
    void equalCredsBecomeOneWithAllTheyNeed() throws IOException {
        DedupReport report = merged(cred(7, HOST), cred(7, HOST), cred(7, HOST), cred(8, HOST));
        assertMerged(2, 2, 2, report);
        // per cred: CRED, GROUPINFO with three groups and USER, each behind an OBJREF
        assertEquals(2 * (3 * 16 + 96 + 28 + 16), report.bytesSaved());
    }

    @Test
    void partsBecomeOneWhereTheCredsDiffer() throws IOException {
        CredPlan plain = cred(7, HOST);
        CredPlan other = new CredPlan(IdsPlan.all(7), IdsPlan.all(9), new GroupsPlan(4, 27, 7),
                new UserPlan(7, HOST), CapsPlan.none(), null, null);
        assertMerged(0, 1, 1, merged(plain, other));
    }

    @Test
    void namespacesStayApart() throws IOException {
        UserPlan creator = new UserPlan(7, HOST);
        assertMerged(0, 1, 0,
                merged(cred(7, UserNsPlan.madeBy(creator)), cred(7, UserNsPlan.madeBy(creator))));
        // equal creators become one, the namespaces they made do not
        assertMerged(0, 1, 1, merged(cred(7, UserNsPlan.madeBy(new UserPlan(9, HOST))),
                cred(7, UserNsPlan.madeBy(new UserPlan(9, HOST)))));
    }

    @Test
    void labelsAndExtensionsKeepCredsApart() throws IOException {
        LabelPlan label = new LabelPlan("system_u:system_r:init_t", 4);
        LabelPlan same = new LabelPlan("system_u:system_r:init_t", 4);
        assertMerged(0, 1, 1, merged(with(cred(7, HOST), label, null), cred(7, HOST)));
        assertMerged(1, 1, 1, merged(with(cred(7, HOST), label, null), with(cred(7, HOST), label, null)));
        assertMerged(0, 1, 1, merged(with(cred(7, HOST), label, null), with(cred(7, HOST), same, null)));
        Recent recent = new Recent(1, 0x400);
        assertMerged(0, 1, 1, merged(with(cred(7, HOST), null, recent), cred(7, HOST)));
        assertMerged(0, 1, 1, merged(with(cred(7, HOST), null, recent),
                with(cred(7, HOST), null, new Recent(1, 0x800))));
        DedupReport report = merged(with(cred(7, HOST), null, recent), with(cred(7, HOST), null, recent));
        assertMerged(1, 1, 1, report);
        assertEquals(3 * 16 + 96 + 28 + 16 + 24, report.bytesSaved(), "with its extension record");
    }

    @Test
    void theFirstOneStays() throws IOException {
        byte[] image = image(FormatVersion.V23_RC2, cred(7, HOST), cred(8, HOST), cred(7, HOST));
        List<Integer> expected = new ArrayList<>(Meaning.model(image).creds().stream()
                .sorted(Comparator.comparing(c -> c.offset())).limit(2).map(c -> c.objref()).toList());
        assertEquals(expected, Meaning.model(Rewrites.dedup(image).bytes()).creds().stream()
                .map(c -> c.objref()).toList());
    }

    @Test
    void whatIsFirstDefinedInsideADroppedObjectStays() throws IOException {
        // an unrelated object may stand in front of any record, so also inside one that is dropped
        UserPlan outer = new UserPlan(7, HOST);
        byte[] image = image(FormatVersion.V21, CredPlan.of(outer, 7, new GroupsPlan(1), CapsPlan.none()),
                CredPlan.of(new UserPlan(7, HOST), 7, new GroupsPlan(1), CapsPlan.none()),
                cred(9, HOST));
        byte[] nested = Nesting.pullIn(image);
        assertEquals(Meaning.of(image), Meaning.of(nested));
        DedupReport report = checked(nested, "nested").report();
        assertMerged(1, 1, 1, report);
    }

    @Test
    void recordsOfUnknownTypesKeepEverythingAsItIs() throws IOException {
        ImagePlan plan = new ImagePlan(FormatVersion.V21, Abi.X86_64, ImagePlan.usualOrder(Abi.X86_64));
        for (int pid = 10; pid < 12; pid++) {
            plan.add(new TaskPlan("t", pid).family(pid == 10 ? 1 : 10, 10, 10).cred(cred(7, HOST))
                    .objects(new NamespacesPlan("host", new IpcPlan(), false),
                            FilesPlan.standard(cred(7, HOST)),
                            MemoryPlan.small("/bin/t", cred(7, HOST), PagesPlan.none()))
                    .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan())
                    .stray(8500, new byte[] {1, 2, 3}));
        }
        byte[] image = Rewrites.compose(plan);
        Result<DedupReport> result = Rewrites.dedup(image);
        assertEquals(new DedupReport(0, 0, 0, 0), result.report());
        assertArrayEquals(image, result.bytes());
    }

    @Test
    void brokenImagesAreRefusedBeforeAnythingIsWritten() {
        for (String name : ImageFiles.in("bad")) {
            byte[] image = ImageFiles.bytes(name);
            Scanned scanned = Scanned.of(image);
            List<Finding> errors = scanned.findings().stream()
                    .filter(f -> f.severity() == Severity.ERROR)
                    .filter(f -> f.rule() != Rule.CKS007).toList();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<Finding> told = new ArrayList<>();
            Dedup dedup = new Dedup(Scanned.SETTINGS, told::add);
            if (!errors.isEmpty()) {
                ImageException refusal = assertThrows(ImageException.class, () -> dedup.rewrite(
                        () -> new ByteSource(
                                new ByteArrayInputStream(image), "image"), out), name);
                assertTrue(errors.contains(refusal.finding()), name);
                assertEquals(scanned.findings(), told, name);
                assertEquals(0, out.size(), name);
            }
        }
    }
}
