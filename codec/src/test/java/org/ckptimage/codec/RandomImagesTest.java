// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.scan.ScanResult.End;
import org.junit.jupiter.api.Test;

/**
 * What the composer writes is valid, recognised, and copied byte for byte. A failure tells its seed.
 */
class RandomImagesTest {
    private static final int SEEDS = 600;

    @Test
    void everyImageIsCleanAndRecognised() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            ImagePlan plan = RandomImages.of(seed);
            byte[] image = bytes(plan);
            Scanned scanned = Scanned.of(image);
            String where = "seed " + seed + ", " + plan.version().label() + " " + plan.abi() + " "
                    + plan.order();
            assertEquals("", scanned.text(), where);
            assertEquals(End.COMPLETE, scanned.result().end(), where);
            assertEquals(image.length, scanned.result().bytes(), where);
            ImageFormat format = scanned.result().format().orElseThrow();
            assertTrue(format.candidates().contains(plan.version()), where + " read as " + format);
            assertEquals(plan.abi(), format.abi(), where);
            assertEquals(plan.order(), format.order(), where);
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            assertArrayEquals(bytes(RandomImages.of(seed)), bytes(RandomImages.of(seed)), "seed " + seed);
        }
    }

    @Test
    void copiesAreIdentical() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] image = bytes(RandomImages.of(seed));
            assertArrayEquals(image, Copy.of(image), "seed " + seed);
        }
    }

    private static byte[] bytes(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }
}
