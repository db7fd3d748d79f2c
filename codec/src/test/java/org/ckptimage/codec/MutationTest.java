// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No single wrong byte makes a scan fail: it ends with a result. */
class MutationTest {
    private static final List<String> IMAGES = List.of("good/v18-2009-10-x86_32.ckpt",
            "good/v21-2010-04-25-s390x.ckpt", "good/nested-pids-section.ckpt");

    @Test
    void everyByteCanBeWrong() {
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        IMAGES.parallelStream().forEach(image -> mutate(image, ImageFiles.bytes(image), problems));
        assertEquals(List.of(), problems);
    }

    private static void mutate(String image, byte[] bytes, List<String> problems) {
        for (int at = 0; at < bytes.length; at++) {
            for (int flip : new int[] {0xff, 0x01}) {
                bytes[at] ^= (byte) flip;
                try {
                    assertNotNull(Scanned.of(bytes).result());
                } catch (RuntimeException e) {
                    problems.add(image + " byte " + at + " xor " + flip + ": " + e);
                    return;
                }
                bytes[at] ^= (byte) flip;
            }
        }
    }
}
