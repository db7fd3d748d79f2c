// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.record.RecordCodec;
import org.ckptimage.formats.record.Record;

/**
 * Reads an image record by record; the caller owns the loop.
 *
 * <p>{@link #next} gives values. Where speed counts, move with {@link #advance} and look at {@link #frame},
 * which allocates nothing. The grammar is not checked here; that is what a scan is for.
 */
public final class ImageReader implements Closeable {
    private final ByteSource source;
    private final ImageFormat format;
    private final FrameReader frames;
    private final RecordCodec records;

    private ImageReader(ByteSource source, ImageFormat format, ReadLimits limits) {
        this.source = source;
        this.format = format;
        this.frames = new FrameReader(source, format.order(), format.version(), limits);
        this.records = new RecordCodec(format, limits, source.name());
    }

    /**
     * Opens the image at the start of {@code source}, which is closed with this reader.
     *
     * @throws ImageException if this is not a checkpoint image or one that is not supported; see
     *     {@link FormatDetector#detect}
     */
    public static ImageReader open(ByteSource source, ReadLimits limits) throws IOException {
        return new ImageReader(source, FormatDetector.detect(source, limits), limits);
    }

    /** How the image is written. */
    public ImageFormat format() {
        return format;
    }

    /**
     * The next record with its offset; empty at the end of the input.
     *
     * @throws ImageException if the record is cut or cannot be what its type says
     */
    public Optional<Located<Record>> next() throws IOException {
        if (!advance()) {
            return Optional.empty();
        }
        long offset = frames.frame().offset();
        return Optional.of(new Located<>(offset, records.decode(frames)));
    }

    /** Moves to the next record without making a value of it; false at the end of the input. */
    public boolean advance() throws IOException {
        return frames.next();
    }

    /** The record that {@link #advance} moved to. */
    public Frame frame() {
        return frames.frame();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
