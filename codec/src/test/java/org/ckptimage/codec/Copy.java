// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.write.ImageWriter;

/** Copies an image record by record through reader and writer. */
final class Copy {
    private Copy() {}

    static byte[] of(byte[] image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(image.length);
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            ImageFormat format = FormatDetector.detect(source, ReadLimits.standard());
            FrameReader reader = new FrameReader(source, format.order(), format.version(),
                    ReadLimits.standard());
            try (ImageWriter writer = new ImageWriter(out, format, ObjrefAllocator.byIdentity())) {
                while (reader.next()) {
                    writer.copy(reader);
                }
            }
        }
        return out.toByteArray();
    }
}
