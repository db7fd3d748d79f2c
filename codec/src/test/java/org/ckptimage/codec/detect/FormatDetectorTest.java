// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

class FormatDetectorTest {
    private static ImageFormat detect(byte[] image) throws IOException {
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            ImageFormat format = FormatDetector.detect(source, ReadLimits.standard());
            assertEquals(0, source.position(), "nothing is consumed");
            return format;
        }
    }

    private static byte[] image(String name) {
        return ImageFiles.bytes("good/" + name + ".ckpt");
    }

    private static void assertRule(Rule rule, byte[] image) {
        ImageException failure = assertThrows(ImageException.class, () -> detect(image));
        assertEquals(rule, failure.finding().rule(), failure.getMessage());
    }

    @Test
    void everyLayoutIsAmongTheCandidates() throws IOException {
        for (FormatVersion version : FormatVersion.values()) {
            for (Abi abi : Abi.values()) {
                if (abi.archId(version) >= 0) {
                    String name = version.label() + "-" + abi.kernelName();
                    ImageFormat format = detect(image(name));
                    assertTrue(format.candidates().contains(version), name + " read as " + format);
                    assertTrue(format.candidates().contains(format.version()), name);
                    assertEquals(abi, format.abi(), name);
                    boolean big = abi == Abi.S390X || abi == Abi.PPC32 || abi == Abi.PPC64;
                    assertEquals(big ? ByteOrderView.BIG : ByteOrderView.LITTLE, format.order(), name);
                }
            }
        }
    }

    @Test
    void layoutsThatDifferInEveryImageAreToldApart() throws IOException {
        assertEquals(List.of(FormatVersion.V14_CREDS),
                detect(image("v14-creds-2009-05-x86_32")).candidates());
        assertEquals(List.of(FormatVersion.V16), detect(image("v16-2009-05-27-x86_32")).candidates());
        assertEquals(List.of(FormatVersion.V19_RC3), detect(image("v19-rc3-x86_32")).candidates());
        assertEquals(List.of(FormatVersion.V19), detect(image("v19-2010-02-22-x86_32")).candidates());
        assertEquals(List.of(FormatVersion.V20_PIDNS),
                detect(image("v20-pidns-dev-2010-03-23-x86_64")).candidates());
        assertEquals(List.of(FormatVersion.V23_RC1), detect(image("v23-rc1-x86_64")).candidates());
        assertEquals(List.of(FormatVersion.V23_RC1_TTY),
                detect(image("v23-rc1-2011-01-10-x86_64")).candidates());
        assertEquals(List.of(FormatVersion.V23_RC1_PIDS),
                detect(image("v23-rc1-pids-2011-01-25-x86_64")).candidates());
    }

    @Test
    void aReleasedLayoutIsPreferred() throws IOException {
        ImageFormat format = detect(image("v20-dev-2010-03-30b-x86_64"));
        assertEquals(FormatVersion.V21, format.version());
        assertTrue(format.candidates().contains(FormatVersion.V20));
    }

    @Test
    void theArchitectureTellsTheLayoutOfTheDay() throws IOException {
        assertEquals(List.of(FormatVersion.V19_RC2_X86_64),
                detect(image("v19-rc2-x86_64-2009-12-06-x86_64")).candidates());
        assertEquals(List.of(FormatVersion.V23_SAMSUNG), detect(image("v23-samsung-arm")).candidates());
        assertEquals(List.of(FormatVersion.V21_ARM), detect(image("v21-arm-2010-06-17-arm")).candidates());
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertRule(Rule.CKS001, new byte[0]);
        assertRule(Rule.CKS001, "GIF89a, but not a checkpoint".getBytes(StandardCharsets.UTF_8));
        byte[] image = image("one");
        assertRule(Rule.CKS004, Arrays.copyOf(image, 20));
        image[4] = 80;
        assertRule(Rule.CKS003, image);
        image = image("one");
        image[24] = 2;
        assertRule(Rule.CKS012, image);
        image = image("one");
        image[16] = 99;
        assertRule(Rule.CKS018, image);
    }
}
