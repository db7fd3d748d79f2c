// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.layout.StructLayout;

/** One of two images that are compared record by record; a second reader runs ahead and tells what comes. */
final class RawSide implements Closeable {
    final FrameReader reader;
    final Frame frame;
    private final RecordLayouts layouts;
    private final ByteSource source;
    private final ByteSource sourceAhead;
    private final FrameReader scout;
    /** Types of the record at hand and of those behind it, as far as they were looked at. */
    private final List<String> types = new ArrayList<>();
    private boolean ended;

    RawSide(Reopenable image, ReadLimits limits) throws IOException {
        source = image.open();
        ImageFormat format = FormatDetector.detect(source, limits);
        reader = new FrameReader(source, format.order(), format.version(), limits);
        frame = reader.frame();
        layouts = new RecordLayouts(format.version(), format.abi());
        sourceAhead = image.open();
        scout = new FrameReader(sourceAhead, format.order(), format.version(), limits);
    }

    /** Goes to the next record; false at the end. */
    boolean next() throws IOException {
        if (!types.isEmpty()) {
            types.remove(0);
        }
        return reader.next();
    }

    /** Type of the {@code n}th record behind the one at hand; empty behind the end. */
    Optional<String> type(int n) throws IOException {
        if (types.isEmpty()) {
            types.add(frame.typeName());
            while (!ended && scout.frame().offset() < frame.offset()) {
                ended = !scout.next();
            }
        }
        while (!ended && types.size() <= n) {
            ended = !scout.next();
            if (!ended) {
                types.add(scout.frame().typeName());
            }
        }
        return n < types.size() ? Optional.of(types.get(n)) : Optional.empty();
    }

    /** The struct of the record at hand, if all of it is there. */
    Optional<StructLayout> struct() {
        boolean known = frame.type() != null && frame.isHeld();
        return known ? layouts.of(frame).filter(s -> s.size() <= frame.length()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } finally {
            sourceAhead.close();
        }
    }
}
