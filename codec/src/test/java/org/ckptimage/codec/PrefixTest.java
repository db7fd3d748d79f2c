// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ckptimage.codec.scan.ScanResult.End;
import org.junit.jupiter.api.Test;

/**
 * A cut image is never taken for a whole one. Images of good are cut at every byte, those above 20 KB at
 * every seventh, a real one at every 61st. To save time the images of one shape, which show layouts (named
 * after a label) and warnings (named after a rule), are cut at every fifth byte, each from another byte on,
 * so that together they are cut everywhere. With the system property {@code prefixes.all} every image of good
 * is cut at every byte.
 */
class PrefixTest {
    private static final boolean EVERYWHERE = Boolean.getBoolean("prefixes.all");
    private static final int LARGE = 20_000;
    private static final Pattern ONE_SHAPE = Pattern.compile("good/(v[12]\\d|ck[srv]\\d).*");

    @Test
    void everyPrefixOfGoodImagesIsAnError() {
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        List<String> images = ImageFiles.in("good");
        IntStream.range(0, images.size()).parallel().forEach(i -> {
            String image = images.get(i);
            byte[] bytes = ImageFiles.bytes(image);
            if (EVERYWHERE) {
                cut(image, bytes, 0, 1, problems);
            } else if (ONE_SHAPE.matcher(image).matches()) {
                cut(image, bytes, i % 5, 5, problems);
            } else {
                cut(image, bytes, 0, bytes.length > LARGE ? 7 : 1, problems);
            }
        });
        assertEquals(List.of(), problems);
    }

    @Test
    void prefixesOfARealImageAreErrors() {
        List<String> problems = new ArrayList<>();
        cut("real/userns.ckpt", ImageFiles.bytes("real/userns.ckpt"), 0, 61, problems);
        assertEquals(List.of(), problems);
    }

    private static void cut(String image, byte[] bytes, int first, int stride, List<String> problems) {
        for (int length = first; length < bytes.length; length += stride) {
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
