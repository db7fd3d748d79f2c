// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Compares two images record by record in the order of the streams, fields by name and payloads byte by byte.
 * Where a record is of another type in the other image, the streams are looked through for a place near by
 * from which on they are alike; it ends where there is none.
 */
public final class RawComparison implements Closeable {
    private static final int PIECE = 1 << 14;
    private static final String PRESENT = "present";
    private static final String ABSENT = "absent";
    private static final int HEADER = FrameReader.HEADER;

    /** Records that one image may have more than the other at one place. */
    private static final int WINDOW = 32;
    /** Records of equal types in a row that count as the same place. */
    private static final int ALIKE = 3;

    private final RawSide first;
    private final RawSide second;
    private final Consumer<RawDifference> sink;

    /**
     * @param sink takes the differences while they are found
     * @throws org.ckptimage.codec.ImageException if one of them is no image
     */
    public RawComparison(Reopenable first, Reopenable second, ReadLimits limits, Consumer<RawDifference> sink)
            throws IOException {
        this.first = new RawSide(first, limits);
        this.second = new RawSide(second, limits);
        this.sink = sink;
    }

    /**
     * Compares to the end, or to where the streams part for good.
     *
     * @throws org.ckptimage.codec.ImageException if one of them is cut
     */
    public void run() throws IOException {
        boolean left = first.next();
        boolean right = second.next();
        while (left && right) {
            if (!first.frame.typeName().equals(second.frame.typeName())) {
                Optional<Gap> gap = gap();
                if (gap.isEmpty()) {
                    report("type", first.frame.typeName(), second.frame.typeName());
                    return;
                }
                skip(gap.get());
            }
            record();
            left = first.next();
            right = second.next();
        }
        if (left || right) {
            report("type", left ? first.frame.typeName() : "end", right ? second.frame.typeName() : "end");
        }
    }

    /** How many records of each image the other does not have. */
    private record Gap(int first, int second) {}

    /** The fewest records to leave out for the streams to go on alike. */
    private Optional<Gap> gap() throws IOException {
        for (int sum = 1; sum <= WINDOW; sum++) {
            for (int skipped = 0; skipped <= sum; skipped++) {
                if (alike(skipped, sum - skipped)) {
                    return Optional.of(new Gap(skipped, sum - skipped));
                }
            }
        }
        return Optional.empty();
    }

    private boolean alike(int left, int right) throws IOException {
        for (int i = 0; i < ALIKE; i++) {
            Optional<String> type = first.type(left + i);
            boolean both = type.equals(second.type(right + i)) && (i > 0 || type.isPresent());
            if (!both) {
                return false;
            }
        }
        return true;
    }

    /** Reports the records of a gap and stands behind it. */
    private void skip(Gap gap) throws IOException {
        for (int i = 0; i < gap.first; i++) {
            only(first, PRESENT, ABSENT);
            first.next();
        }
        for (int i = 0; i < gap.second; i++) {
            only(second, ABSENT, PRESENT);
            second.next();
        }
    }

    private void only(RawSide side, String from, String to) {
        sink.accept(new RawDifference(first.frame.offset(), second.frame.offset(), side.frame.typeName(),
                "record", from, to));
    }

    @Override
    public void close() throws IOException {
        try {
            first.close();
        } finally {
            second.close();
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
                report(field.name(), value(first.frame, field), ABSENT);
            } else {
                String before = value(first.frame, field);
                String after = value(second.frame, to.field(field.name()));
                if (!before.equals(after)) {
                    report(field.name(), before, after);
                }
            }
        }
        to.fields().stream().filter(f -> f.offset() >= HEADER && f.count() > 0 && !from.has(f.name()))
                .forEach(f -> report(f.name(), ABSENT, value(second.frame, f)));
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
        private final RawSide side;
        private int at;

        Tail(RawSide side, int skip) {
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
