// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

/** What goes there and back is what it was, where nothing is lost. */
class ConversionRoundTripTest {
    private static ByteOrderView other(ByteOrderView order) {
        return order == ByteOrderView.BIG ? ByteOrderView.LITTLE : ByteOrderView.BIG;
    }

    private static byte[] thereAndBack(byte[] image, FormatVersion via, FormatVersion own)
            throws IOException {
        ByteOrderView order = Scanned.of(image).result().format().orElseThrow().order();
        byte[] there = Converted.of(image, via, order).image();
        return Converted.of(there, own, order).image();
    }

    private static byte[] people(FormatVersion version, Abi abi) throws IOException {
        UserPlan creator = new UserPlan(0, UserNsPlan.root());
        UserPlan user = new UserPlan(1000, UserNsPlan.madeBy(creator));
        CredPlan cred = CredPlan.of(user, 100, new GroupsPlan(4, 24, 1000),
                new CapsPlan(0, 0x1f, 0x1f, -1, 3));
        return Converted.composed(new ImagePlan(version, abi, ImagePlan.usualOrder(abi))
                .time(Households.TIME).add(Households.single(cred)));
    }

    @Test
    void peopleThroughV18() throws IOException {
        for (FormatVersion own : List.of(V19, V21, V23_RC1, V23_RC1_PIDS, V23_RC2)) {
            for (Abi abi : List.of(Abi.X86_32, Abi.S390X)) {
                byte[] image = people(own, abi);
                assertArrayEquals(image, thereAndBack(image, V18, own), own + " on " + abi);
            }
        }
    }

    @Test
    void aWholeFamilyThroughV18() throws IOException {
        byte[] image = Converted.composed(new Households().ipc().terminal().in(
                new ImagePlan(V23_RC2, Abi.X86_32, ByteOrderView.LITTLE)));
        assertArrayEquals(image, thereAndBack(image, V18, V23_RC2));
    }

    @Test
    void peopleThroughTheSeed() throws IOException {
        UserPlan user = new UserPlan(1000, UserNsPlan.madeBy(new UserPlan(0, UserNsPlan.root())));
        CredPlan cred = CredPlan.of(user, 100, new GroupsPlan(4, 24), CapsPlan.full());
        byte[] image = Converted.composed(new ImagePlan(V18, Abi.PPC32, ByteOrderView.BIG)
                .time(Households.TIME).add(Households.single(cred)));
        byte[] back = thereAndBack(image, V14_CREDS, V18);
        // the limits of its process are gone
        assertEquals(image.length, back.length);
        assertEquals(Meaning.of(image, V18), Meaning.of(back, V18));
    }

    @Test
    void imagesOfAnIndependentWriter() throws IOException {
        int same = 0;
        for (String path : ImageFiles.in("samples")) {
            byte[] image = ImageFiles.bytes(path);
            FormatVersion own = Scanned.of(image).result().format().orElseThrow().version();
            for (FormatVersion via : List.of(V19_RC3, V21, V23_RC1, V23_RC1_PIDS, V23_RC2)) {
                Abi abi = Scanned.of(image).result().format().orElseThrow().abi();
                if (abi.archId(via) < 0) {
                    continue;
                }
                ByteOrderView order = Scanned.of(image).result().format().orElseThrow().order();
                Converted there = Converted.of(image, via, order);
                Converted back = Converted.of(there.image(), own, order);
                if (there.losses().isEmpty() && back.losses().isEmpty()) {
                    assertArrayEquals(image, back.image(), path + " through " + via);
                    same++;
                }
            }
        }
        assertTrue(same > 5, same + " round trips without loss");
    }

    @Test
    void byteOrders() throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (FormatVersion version : List.of(V21_ARM, V23_SAMSUNG)) {
            images.add(Converted.composed(new Households().labels().network().sockets().terminal().ipc()
                    .epoll().in(new ImagePlan(version, Abi.ARM, ByteOrderView.LITTLE))));
        }
        for (long seed = 0; seed < 60; seed++) {
            images.add(Converted.composed(RandomImages.of(seed)));
        }
        int turned = 0;
        for (byte[] image : images) {
            ImageFormat format = Scanned.of(image).result().format().orElseThrow();
            if (format.abi().x86() || format.abi() == Abi.S390X) {
                // the other order is invalid there, so there is no way back
                continue;
            }
            byte[] turnedRound = Converted.of(image, format.version(), other(format.order())).image();
            assertEquals(image.length, turnedRound.length);
            assertArrayEquals(image, Converted.of(turnedRound, format.version(), format.order()).image());
            turned++;
        }
        assertTrue(turned > 10, turned + " images turned round");
    }

    @Test
    void theSameFormatIsACopy() throws IOException {
        for (String path : ImageFiles.in("good")) {
            byte[] image = ImageFiles.bytes(path);
            ImageFormat format = Scanned.of(image).result().format().orElseThrow();
            Converted copy = Converted.of(image, format.version(), format.order());
            assertArrayEquals(image, copy.image(), path);
            assertEquals(List.of(), copy.lines(), path);
        }
    }

    @Test
    void taskOfA64BitKernelKeepsItsWidth() throws IOException {
        byte[] image = ImageFiles.bytes("samples/v26_rev3_x86_32.img");
        FormatVersion own = Scanned.of(image).result().format().orElseThrow().version();
        assertArrayEquals(image, thereAndBack(image, V19_LSM, own));
    }
}
