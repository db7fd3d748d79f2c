// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ckptimage.codec.scan.ScanResult.End;
import org.junit.jupiter.api.Test;

/** A cut image is never taken for a whole one: images of good are cut at every byte, a real one at some. */
class PrefixTest {
    @Test
    void everyPrefixOfGoodImagesIsAnError() {
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        List<String> images = ImageFiles.in("good");
        images.parallelStream().forEach(image -> cut(image, ImageFiles.bytes(image), 1, problems));
        assertEquals(List.of(), problems);
    }

    @Test
    void prefixesOfARealImageAreErrors() {
        List<String> problems = new ArrayList<>();
        cut("real/userns.ckpt", ImageFiles.bytes("real/userns.ckpt"), 61, problems);
        assertEquals(List.of(), problems);
    }

    private static void cut(String image, byte[] bytes, int stride, List<String> problems) {
        for (int length = 0; length < bytes.length; length += stride) {
            Scanned scanned;
            try {
                scanned = Scanned.of(new ByteArrayInputStream(bytes, 0, length), view -> { });
            } catch (RuntimeException e) {
                problems.add(image + " cut to " + length + ": " + e);
                return;
            }
            if (!scanned.hasError() || scanned.result().end() == End.COMPLETE) {
                problems.add(image + " cut to " + length + ": " + scanned.result() + "\n" + scanned.text());
                return;
            }
        }
    }
}
