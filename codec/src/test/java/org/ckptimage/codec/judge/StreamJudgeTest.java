// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
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
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

/** Streams are judged as their models are, in few words whatever their size, and whatever is in them. */
class StreamJudgeTest {
    private static final long SEED = 20090520;
    private static final int MUTATIONS = 2000;
    /** More than are told apart. */
    private static final int MANY = 5000;
    /** Rules that a model without open files, labels and sizes cannot answer. */
    private static final Set<String> OF_STREAMS = Set.of("CKC015", "CKC021", "CKL003", "CKL004", "CKE001",
            "CKE002", "CKE003", "CKE004");

    private static Set<String> ofModel(byte[] bytes) {
        ModelBuilder builder = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(bytes), builder);
        Image image = builder.image();
        List<Finding> findings = new ArrayList<>();
        InsideJudge judge = new InsideJudge(image, "image", findings::add);
        boolean[] used = new boolean[image.creds().size()];
        for (int i = 0; i < used.length; i++) {
            int objref = image.creds().get(i).objref();
            used[i] = image.tasks().stream().anyMatch(task -> task.credRef().orElse(0) == objref
                    || task.ecredRef().orElse(0) == objref);
        }
        judge.spaces();
        judge.creds(cred -> 0, used);
        judge.tasks(new ModelKin(image));
        return rules(findings);
    }

    private static Set<String> rules(List<Finding> findings) {
        Set<String> rules = new TreeSet<>();
        findings.stream().map(finding -> finding.rule().name())
                .filter(rule -> rule.matches("CK[CULE].*") && !OF_STREAMS.contains(rule))
                .forEach(rules::add);
        return rules;
    }

    @Test
    void aStreamIsJudgedAsItsModel() {
        Set<String> seen = new TreeSet<>();
        for (String folder : List.of("good", "samples")) {
            for (String path : ImageFiles.in(folder)) {
                byte[] bytes = ImageFiles.bytes(path);
                Set<String> expected = ofModel(bytes);
                assertEquals(expected, rules(Scanned.judged(bytes).findings()), path);
                seen.addAll(expected);
            }
        }
        assertTrue(seen.size() > 20, seen.toString());
    }

    /** A cred of its own for each task; {@code distinct} says whether their ids differ. */
    private static byte[] many(int tasks, int distinct) throws IOException {
        ImagePlan plan = new ImagePlan(FormatVersion.V21, Abi.X86_64, ImagePlan.usualOrder(Abi.X86_64));
        UserNsPlan host = UserNsPlan.root();
        GroupsPlan groups = new GroupsPlan(0);
        TaskPlan first = null;
        for (int i = 1; i <= tasks; i++) {
            int uid = 1 + i % distinct;
            CredPlan cred = CredPlan.of(new UserPlan(uid, host), uid, groups, CapsPlan.full());
            TaskPlan task = new TaskPlan("t", i);
            if (first == null) {
                task.objects(new NamespacesPlan("h", new IpcPlan(), false), FilesPlan.standard(cred),
                        MemoryPlan.small("/bin/t", cred, PagesPlan.none()));
                task.rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
                first = task;
            } else {
                task.sharing(first).family(1, i, i);
            }
            plan.add(task.cred(cred).usedMath(false));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }

    @Test
    void manyTasksAreNoFlood() throws IOException {
        for (int distinct : new int[] {1, 3, MANY}) {
            Scanned scanned = Scanned.judged(many(MANY, distinct));
            assertTrue(scanned.findings().size() < 60, distinct + " values: " + scanned.findings().size());
            List<Finding> found = scanned.of(Rule.CKC007);
            assertEquals(Math.min(distinct, 9), found.size());
            assertTrue(distinct < MANY || found.get(8).message().contains(" more findings of this rule"),
                    found.get(found.size() - 1).message());
        }
    }

    @Test
    void equalCredsAreJudgedOnce() {
        List<Finding> found = Scanned.judged(ImageFiles.bytes("good/web-after.ckpt")).of(Rule.CKC006);
        assertEquals(1, found.size());
        assertTrue(found.get(0).message().endsWith("; true of 1 equal one too"), found.get(0).message());
    }

    @Test
    void nothingInAnImageIsATrap() {
        Random random = new Random(SEED);
        List<byte[]> images = new ArrayList<>();
        for (String path : List.of("good/web-after.ckpt", "good/userns-chain.ckpt", "good/lsm-labels.ckpt",
                "good/family-pids.ckpt", "bad/cku001-extents-overlap.ckpt")) {
            images.add(ImageFiles.bytes(path));
        }
        int findings = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] image = images.get(random.nextInt(images.size())).clone();
            for (int edit = 0; edit < 1 + random.nextInt(4); edit++) {
                image[random.nextInt(image.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(image.length) : image.length;
            findings += Scanned.judged(Arrays.copyOf(image, length)).findings().size();
        }
        assertTrue(findings > MUTATIONS, findings + " findings, seed " + SEED);
    }
}
