// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scan says does not depend on how the input arrives. */
class ShatteredInputTest {
    private static final int CHUNK = 3000;

    @Test
    void sameFindingsHoweverTheBytesArrive() {
        List<String> images = new ArrayList<>(ImageFiles.in("good"));
        images.addAll(ImageFiles.in("bad"));
        images.addAll(ImageFiles.in("samples"));
        images.add("real/userns.ckpt");
        images.add("real/v21_errunlink.ckpt");
        long seed = 1;
        for (String image : images) {
            byte[] bytes = ImageFiles.bytes(image);
            Scanned whole = Scanned.of(bytes);
            same(image + ", byte by byte", whole, new ShatteredInput(bytes, 1, 0));
            same(image + ", seed " + seed, whole, new ShatteredInput(bytes, CHUNK, seed));
            seed++;
        }
    }

    private static void same(String where, Scanned whole, ShatteredInput input) {
        Scanned shattered = Scanned.of(input, view -> { });
        assertEquals(whole.text(), shattered.text(), where);
        assertEquals(whole.result(), shattered.result(), where);
    }
}
