// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;

/** Finds and sets values in an image, for contents that the composer does not write. */
final class Patch {
    private final byte[] image;
    private final ImageFormat format;

    Patch(byte[] image) throws IOException {
        this.image = image;
        try (ByteSource source = source()) {
            this.format = FormatDetector.detect(source, ReadLimits.standard());
        }
    }

    private ByteSource source() {
        return new ByteSource(new ByteArrayInputStream(image), "image");
    }

    /** Offset of the record of that type that comes as number {@code n}, from 0 on. */
    int record(RecordType type, int n) throws IOException {
        int left = n;
        try (ByteSource source = source()) {
            FrameReader reader = new FrameReader(source, format.order(), format.version(),
                    ReadLimits.standard());
            while (reader.next()) {
                if (reader.frame().type() == type && left-- == 0) {
                    return (int) reader.frame().offset();
                }
            }
        }
        throw new AssertionError("no record " + n + " of type " + type);
    }

    /** Sets a field of the first record of that type. */
    Patch set(RecordType type, String field, long value) throws IOException {
        FieldLayout place = Layouts.of(format.version(), format.abi()).find(type.struct()).orElseThrow()
                .field(field);
        return set(record(type, 0) + place.offset(), place.size(), value);
    }

    /** Sets an integer at an offset. */
    Patch set(int at, int size, long value) {
        format.order().put(image, at, size, value);
        return this;
    }

    byte[] image() {
        return image;
    }
}
