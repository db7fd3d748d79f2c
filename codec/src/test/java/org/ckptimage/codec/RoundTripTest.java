// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.ScanResult.End;
import org.junit.jupiter.api.Test;

/** Whatever can be cut into records can be written again byte for byte, right or wrong. */
class RoundTripTest {
    private static final int MOST_LOST = 25;

    @Test
    void goodRealAndSampleImages() throws IOException {
        List<String> images = new ArrayList<>(ImageFiles.in("good"));
        images.addAll(ImageFiles.in("real"));
        images.addAll(ImageFiles.in("samples"));
        for (String image : images) {
            byte[] bytes = ImageFiles.bytes(image);
            assertArrayEquals(bytes, Copy.of(bytes), image);
        }
    }

    @Test
    void badImagesWhoseFramingIsIntact() throws IOException {
        int lost = 0;
        for (String image : ImageFiles.in("bad")) {
            byte[] bytes = ImageFiles.bytes(image);
            Scanned scanned = Scanned.of(bytes);
            boolean framed = scanned.result().format().isPresent()
                    && scanned.result().end() != End.UNSUPPORTED
                    && scanned.of(Rule.CKS002).isEmpty() && scanned.result().bytes() == bytes.length;
            if (framed) {
                assertArrayEquals(bytes, Copy.of(bytes), image);
            } else {
                lost++;
            }
        }
        assertTrue(lost < MOST_LOST, lost + " images were not framed");
    }
}
