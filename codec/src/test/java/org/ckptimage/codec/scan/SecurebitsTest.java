// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
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
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which securebits a cred may have depends on the kernel of the image (CKV006, SPEC.md 10.2 and 16.4). */
final class SecurebitsTest {
    @ParameterizedTest
    @CsvSource({"2, 6, 0x3f, true", "2, 6, 0x40, false", "4, 2, 0x40, false", "4, 3, 0xff, true",
        "4, 3, 0x100, false", "6, 13, 0x100, false", "6, 14, 0xfff, true", "6, 14, 0x1000, false"})
    void knownOfEachKernel(int major, int minor, String bits, boolean valid) throws IOException {
        check(plan(major, minor, Long.decode(bits).intValue()), valid);
    }

    @ParameterizedTest
    @CsvSource({"true, 0x80000000, true", "false, 0x80000000, false", "true, 0x80000001, false"})
    void unknownOnlyWhereThereAreExtensions(boolean extended, String bits, boolean valid) throws IOException {
        ImagePlan plan = plan(6, 14, Long.decode(bits).intValue());
        check(extended ? plan.extensions() : plan, valid);
    }

    private static void check(ImagePlan plan, boolean valid) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageComposer.write(plan, bytes);
        assertEquals(valid ? List.of() : List.of(Rule.CKV006),
                Scanned.of(bytes.toByteArray()).findings().stream().map(Finding::rule).toList());
    }

    private static ImagePlan plan(int major, int minor, int bits) {
        CredPlan cred = CredPlan.of(new UserPlan(0, UserNsPlan.root()), 0, new GroupsPlan(),
                new CapsPlan(0, 0, 0, 0, bits));
        return new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE)
                .kernel(major, minor, 33).withoutMachine()
                .add(new TaskPlan("sh", 7).cred(cred)
                        .objects(new NamespacesPlan("host", new IpcPlan(), false), new FilesPlan(),
                                new MemoryPlan(null))
                        .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan()));
    }
}
