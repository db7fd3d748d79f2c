// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Compares two images record by record in the order of the streams, fields by name and payloads byte by byte.
 * Ends where the streams part: at the first record that is of another type in the other image.
 */
public final class RawComparison {
    private static final int PIECE = 1 << 14;
    private static final int HEADER = FrameReader.HEADER;

    private final Side first;
    private final Side second;
    private final Consumer<RawDifference> sink;

    /** One of the two images. */
    private static final class Side {
        final FrameReader reader;
        final Frame frame;
        final RecordLayouts layouts;

        Side(ByteSource source, ReadLimits limits) throws IOException {
            ImageFormat format = FormatDetector.detect(source, limits);
            this.reader = new FrameReader(source, format.order(), format.version(), limits);
            this.frame = reader.frame();
            this.layouts = new RecordLayouts(format.version(), format.abi());
        }

        /** The struct of the record at hand, if all of it is there. */
        Optional<StructLayout> struct() {
            boolean known = frame.type() != null && frame.isHeld();
            return known ? layouts.of(frame).filter(s -> s.size() <= frame.length()) : Optional.empty();
        }
    }

    /**
     * @param sink takes the differences while they are found
     * @throws org.ckptimage.codec.ImageException if one of them is no image
     */
    public RawComparison(ByteSource first, ByteSource second, ReadLimits limits, Consumer<RawDifference> sink)
            throws IOException {
        this.first = new Side(first, limits);
        this.second = new Side(second, limits);
        this.sink = sink;
    }

    /**
     * Compares to the end, or to where the streams part.
     *
     * @throws org.ckptimage.codec.ImageException if one of them is cut
     */
    public void run() throws IOException {
        boolean left = first.reader.next();
        boolean right = second.reader.next();
        while (left && right) {
            if (!first.frame.typeName().equals(second.frame.typeName())) {
                report("type", first.frame.typeName(), second.frame.typeName());
                return;
            }
            record();
            left = first.reader.next();
            right = second.reader.next();
        }
        if (left || right) {
            report("type", left ? first.frame.typeName() : "end", right ? second.frame.typeName() : "end");
        }
    }

    private void report(String field, String from, String to) {
        sink.accept(new RawDifference(first.frame.offset(), second.frame.offset(), first.frame.typeName(),
                field,
                from, to));
    }

    private void record() throws IOException {
        Optional<StructLayout> from = first.struct();
        Optional<StructLayout> to = second.struct();
        int skipFirst = HEADER;
        int skipSecond = HEADER;
        if (from.isPresent() && to.isPresent()) {
            fields(from.get(), to.get());
            skipFirst = from.get().size();
            skipSecond = to.get().size();
        }
        payload(skipFirst, skipSecond);
    }

    private void fields(StructLayout from, StructLayout to) {
        for (FieldLayout field : from.fields()) {
            if (field.offset() < HEADER || field.count() == 0) {
                continue;
            }
            if (!to.has(field.name())) {
                report(field.name(), value(first.frame, field), "absent");
            } else {
                String before = value(first.frame, field);
                String after = value(second.frame, to.field(field.name()));
                if (!before.equals(after)) {
                    report(field.name(), before, after);
                }
            }
        }
        to.fields().stream().filter(f -> f.offset() >= HEADER && f.count() > 0 && !from.has(f.name()))
                .forEach(f -> report(f.name(), "absent", value(second.frame, f)));
    }

    private static String value(Frame frame, FieldLayout field) {
        int at = frame.base() + field.offset();
        if (field.kind() == FieldLayout.Kind.BYTES || field.size() == 1 && field.count() > 1) {
            return HexFormat.of().formatHex(frame.bytes(), at, frame.base() + field.end());
        }
        long[] values = new long[field.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = FieldBytes.number(FieldBytes.order(frame.order(), field), field, frame.bytes(),
                    at + i * field.size());
        }
        boolean hex = field.display() == FieldLayout.Display.HEX
                || field.display() == FieldLayout.Display.FLAGS
                || field.display() == FieldLayout.Display.CAPS;
        return values.length > 1 ? Arrays.toString(values)
                : hex ? "0x" + Long.toHexString(values[0]) : Long.toString(values[0]);
    }

    /** Compares what is behind the fields. */
    private void payload(int skipFirst, int skipSecond) throws IOException {
        long left = first.frame.length() - skipFirst;
        long right = second.frame.length() - skipSecond;
        if (left != right) {
            report("len", Long.toString(first.frame.length()), Long.toString(second.frame.length()));
            return;
        }
        Tail before = new Tail(first, skipFirst);
        Tail after = new Tail(second, skipSecond);
        for (long done = 0; done < left;) {
            int n = (int) Math.min(PIECE, left - done);
            int from = before.take(n);
            int to = after.take(n);
            int differs = Arrays.mismatch(first.frame.bytes(), from, from + n,
                    second.frame.bytes(), to, to + n);
            if (differs >= 0) {
                sink.accept(new RawDifference(first.frame.offset() + skipFirst + done + differs,
                        second.frame.offset() + skipSecond + done + differs, first.frame.typeName(),
                        "payload",
                        String.format("0x%02x", first.frame.bytes()[from + differs]),
                        String.format("0x%02x", second.frame.bytes()[to + differs])));
                return;
            }
            done += n;
        }
    }

    /** The bytes of a record behind its struct, held or in the stream. */
    private static final class Tail {
        private final Side side;
        private int at;

        Tail(Side side, int skip) {
            this.side = side;
            this.at = skip;
        }

        int take(int n) throws IOException {
            if (!side.frame.isHeld()) {
                return side.reader.payload(n);
            }
            at += n;
            return side.frame.base() + at - n;
        }
    }
}
