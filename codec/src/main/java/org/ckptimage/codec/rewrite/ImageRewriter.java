// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.frame.FrameWriter;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.rewrite.RecordEdit.Fate;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;

/**
 * Reads an image twice: once to judge it and to see what is in it, once to write it anew with its records
 * changed. What no edit touches comes out byte for byte. Neither pass holds bulk data.
 */
final class ImageRewriter {
    private final Reopenable image;
    private final ScanSettings settings;
    private final byte[] piece = new byte[PayloadEdit.PIECE];

    ImageRewriter(Reopenable image, ScanSettings settings) {
        this.image = image;
        this.settings = settings;
    }

    /**
     * The first pass.
     *
     * @param sink takes the findings
     * @param listener sees every record
     * @throws ImageException the first error found; the messages of a checkpoint that failed are none
     */
    ImageFormat survey(FindingSink sink, RecordListener listener) throws IOException {
        Errors errors = new Errors(sink);
        try (ByteSource source = image.open()) {
            ScanResult result = new ImageScanner(source, settings, errors, listener).scan();
            // what makes an image unsupported is the last that is said of it
            Finding worst = result.end() == ScanResult.End.UNSUPPORTED ? errors.last : errors.first;
            if (worst != null) {
                throw new ImageException(worst);
            }
            return result.format().orElseThrow();
        }
    }

    /** Passes findings on and remembers errors. */
    private static final class Errors implements FindingSink {
        private final FindingSink next;
        private Finding first;
        private Finding last;

        Errors(FindingSink next) {
            this.next = next;
        }

        @Override
        public void report(Finding finding) {
            if (finding.severity() == Severity.ERROR && finding.rule() != Rule.CKS007) {
                first = first == null ? finding : first;
                last = finding;
            }
            next.report(finding);
        }
    }

    /**
     * The second pass.
     *
     * @param edits makes the edit for the format of the image
     * @param out takes the result; flushed and not closed
     * @return bytes written
     */
    long write(Function<ImageFormat, RecordEdit> edits, OutputStream out) throws IOException {
        try (ByteSource source = image.open()) {
            ImageFormat format = FormatDetector.detect(source, settings.limits());
            FrameReader reader = new FrameReader(source, format.order(), format.version(), settings.limits());
            FrameWriter writer = new FrameWriter(out, format.order());
            Pass pass = new Pass(reader, writer, edits.apply(format), format);
            while (reader.next()) {
                pass.record();
            }
            writer.flush();
            return writer.position();
        }
    }

    /** The way through one image. */
    private final class Pass {
        private final FrameReader reader;
        private final Frame frame;
        private final FrameWriter writer;
        private final RecordEdit edit;
        private final Draft draft;
        private final OpenObjects objects;
        private final BufferContent.Tracker contents = new BufferContent.Tracker();

        Pass(FrameReader reader, FrameWriter writer, RecordEdit edit, ImageFormat format) {
            this.reader = reader;
            this.frame = reader.frame();
            this.writer = writer;
            this.edit = edit;
            this.draft = new Draft(format);
            this.objects = new OpenObjects(format, settings.limits());
        }

        void record() throws IOException {
            draft.load(frame);
            // what may stand between any two records says nothing of those around it
            boolean apart = Extensions.is(draft.type());
            draft.place(objects.next(draft), apart ? BufferContent.OPAQUE : contents.next(draft.type()));
            long payload = frame.isHeld() ? 0 : frame.length() - FrameReader.HEADER;
            boolean kept = edit.record(draft) == Fate.KEPT;
            if (kept && frame.isHeld()) {
                writer.record(draft.bytes(), 0, draft.length());
            } else if (kept) {
                writer.begin(frame.code(), frame.length());
            }
            if (kept && reader.unread() > 0) {
                pour(payload, edit.payload(draft));
            }
        }

        /** Writes what is left in the stream: {@code payload} bytes of the record, then those outside it. */
        private void pour(long payload, PayloadEdit change) throws IOException {
            long position = 0;
            while (reader.unread() > 0) {
                int n = (int) Math.min(reader.unread(), piece.length);
                int at = reader.payload(n);
                System.arraycopy(frame.bytes(), at, piece, 0, n);
                change.change(piece, n, position);
                int inside = (int) Math.min(n, Math.max(0, payload - position));
                writer.payload(piece, 0, inside);
                writer.raw(piece, inside, n - inside);
                position += n;
            }
        }
    }
}
