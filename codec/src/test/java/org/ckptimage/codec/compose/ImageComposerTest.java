// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.graph.LookupTrace;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.graph.ObjrefAllocator.Sharing;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** What the composer writes is what a historic kernel wrote, as far as the plan says the same. */
class ImageComposerTest {
    /** Memory differs from program to program. */
    private static final Set<RecordType> MEMORY =
            EnumSet.of(VMA, PGARR, BUFFER);

    private static byte[] compose(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }

    /** The plan of the real image of one root task. */
    private static ImagePlan root(FormatVersion version, Abi abi, ByteOrderView order) {
        UserNsPlan host = UserNsPlan.root();
        UserPlan user = new UserPlan(0, host);
        GroupsPlan groups = new GroupsPlan();
        CredPlan cred = CredPlan.of(user, 0, groups, CapsPlan.full());
        CredPlan opener = CredPlan.of(user, 0, groups, CapsPlan.full());
        TaskPlan task = new TaskPlan("tp", 75).family(69, 75, 75).cred(cred)
                .objects(new NamespacesPlan("(none)", new IpcPlan(), false), FilesPlan.standard(cred),
                        MemoryPlan.small("/bin/tp", opener, PagesPlan.none()))
                .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
        return new ImagePlan(version, abi, order).add(task);
    }

    private static List<String> records(byte[] image) {
        List<String> records = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(image), view -> {
            if (!MEMORY.contains(view.frame().type())) {
                String name = view.frame().typeName();
                records.add(name + " " + view.frame().length() + " in " + view.openObjref());
            }
        });
        return records;
    }

    @Test
    void recordsAreThoseOfTheHistoricKernel() throws IOException {
        byte[] real = ImageFiles.bytes("real/root.ckpt");
        byte[] composed = compose(root(FormatVersion.V19, Abi.X86_64, ByteOrderView.LITTLE));
        assertEquals(records(real), records(composed));
    }

    @Test
    void credentialsHaveTheBytesOfTheHistoricKernel() throws IOException {
        byte[] real = ImageFiles.bytes("real/root.ckpt");
        byte[] composed = compose(root(FormatVersion.V19, Abi.X86_64, ByteOrderView.LITTLE));
        for (RecordType type : List.of(CRED, USER, USER_NS, GROUPINFO, TASK_CREDS, TASK_NS, NS, TASK_OBJS,
                TREE, IPC, OBJREF, LSM_INFO, SIGNAL_TASK, TAIL, CPU_FPU, FILE_DESC)) {
            List<String> expected = bytes(real, type);
            List<String> found = bytes(composed, type);
            if (type == CPU_FPU) {
                // control word and mxcsr; registers differ
                expected = List.of(expected.get(0).substring(0, 20) + expected.get(0).substring(64, 80));
                found = List.of(found.get(0).substring(0, 20) + found.get(0).substring(64, 80));
            }
            assertEquals(expected, found, type.name());
        }
    }

    private static List<String> bytes(byte[] image, RecordType type) {
        List<String> found = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(image), view -> {
            if (view.frame().type() == type) {
                int from = view.frame().base();
                byte[] record = Arrays.copyOfRange(view.frame().bytes(), from,
                        from + (int) view.frame().length());
                found.add(HexFormat.of().formatHex(record));
            }
        });
        return found;
    }

    @Test
    void archIdIsLittleEndianInEveryOrder() throws IOException {
        byte[] image = compose(root(FormatVersion.V21, Abi.S390X, ByteOrderView.BIG));
        assertEquals(3, image[16]);
        assertEquals(0, image[17]);
    }

    @Test
    void equalCredsAreWrittenOnceIfEqualityCounts() throws IOException {
        ImagePlan plan = root(FormatVersion.V19, Abi.X86_64, ByteOrderView.LITTLE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out, new ObjrefAllocator(Sharing.EQUAL, LookupTrace.NONE));
        assertEquals(2, bytes(compose(plan), CRED).size());
        assertEquals(1, bytes(out.toByteArray(), CRED).size());
        assertEquals("", Scanned.of(out.toByteArray()).text());
    }

    @Test
    void aDeepChainOfNamespacesDoesNotNest() throws IOException {
        ImagePlan plan = root(FormatVersion.V21, Abi.X86_64, ByteOrderView.LITTLE);
        UserPlan user = plan.tasks.get(0).cred.user();
        for (int i = 0; i < 10_000; i++) {
            user = new UserPlan(i, UserNsPlan.madeBy(user));
        }
        plan.tasks.get(0).cred(CredPlan.of(user, 0, new GroupsPlan(), CapsPlan.none()));
        Scanned scanned = Scanned.of(compose(plan));
        assertEquals("", scanned.text());
        assertTrue(scanned.result().records() > 20_000);
    }
}
