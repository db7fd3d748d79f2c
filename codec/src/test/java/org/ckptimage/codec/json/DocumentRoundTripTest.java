// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.json.DocumentWriter.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every image that can be cut into records comes back from its document byte for byte. */
class DocumentRoundTripTest {
    private static final int MOST_KEPT = 100;

    private static List<String> intact() {
        List<String> images = new ArrayList<>(ImageFiles.in("good"));
        images.addAll(ImageFiles.in("real"));
        images.addAll(ImageFiles.in("samples"));
        return images;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void goodRealAndSampleImages(Shape shape) throws IOException {
        for (String image : intact()) {
            byte[] bytes = ImageFiles.bytes(image);
            assertArrayEquals(bytes, Documents.image(Documents.of(bytes, shape, Pages.INLINE)), image);
        }
    }

    @Test
    void pagesOutsideOfTheDocument() throws IOException {
        byte[] bytes = ImageFiles.bytes("good/pages-32.ckpt");
        String document = Documents.of(bytes, Shape.OBJECT, Pages.REFERENCE);
        assertTrue(document.contains("\"ref\""));
        assertFalse(document.contains("\"pages\""));
        PageSource source = (file, offset) -> {
            assertEquals("test.ckpt", file);
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        };
        assertArrayEquals(bytes, Documents.image(document, Optional.of(source)));
    }

    @Test
    void badImagesWhoseFramingIsIntact() throws IOException {
        int kept = 0;
        for (String image : ImageFiles.in("bad")) {
            byte[] bytes = ImageFiles.bytes(image);
            Optional<String> document = document(bytes, image);
            if (document.isPresent()) {
                assertArrayEquals(bytes, Documents.image(document.get()), image);
                kept++;
            }
        }
        assertTrue(kept > MOST_KEPT, kept + " images were kept");
    }

    /** The document of an image; if it is refused, for a reason that a scan gives, too. */
    private static Optional<String> document(byte[] bytes, String image) throws IOException {
        try {
            return Optional.of(Documents.of(bytes, Shape.OBJECT, Pages.INLINE));
        } catch (ImageException e) {
            Scanned scanned = Scanned.of(bytes);
            // what follows TAIL is not cut into records by a scan
            assertFalse(scanned.of(e.finding().rule()).isEmpty() && scanned.of(Rule.CKS004).isEmpty(),
                    image + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    @Test
    void randomImages() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            ByteArrayOutputStream image = new ByteArrayOutputStream();
            ImageComposer.write(RandomImages.of(seed), image);
            byte[] bytes = image.toByteArray();
            assertArrayEquals(bytes, Documents.image(Documents.of(bytes, Shape.LINES, Pages.INLINE)),
                    "seed " + seed);
        }
    }
}
