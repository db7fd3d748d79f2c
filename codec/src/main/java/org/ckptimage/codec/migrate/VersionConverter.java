// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.migrate.source.Survey;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.FormatVersion;

/**
 * Writes an image in another version and byte order. The architecture stays, and so do objrefs and the order
 * of objects; what the target cannot say, or must say without being told, is reported.
 *
 * <p>The input is read twice: once to judge it, so that an image that is invalid or cannot be expressed is
 * refused before a byte is written, and once to rewrite it. Where the target orders the records of a task in
 * another way, a second reader runs beside the first. Memory grows with tasks and objects, never with pages.
 */
public final class VersionConverter {
    private final FormatVersion version;
    private final ByteOrderView order;
    private final ScanSettings settings;
    private final LossSink losses;

    /**
     * @param version the layout to write
     * @param order the byte order to write
     * @param settings limits and clock of the scan before
     * @param losses takes what is lost or made up
     */
    public VersionConverter(FormatVersion version, ByteOrderView order, ScanSettings settings,
            LossSink losses) {
        this.version = version;
        this.order = order;
        this.settings = settings;
        this.losses = losses;
    }

    /**
     * Converts one image; {@code out} is flushed, not closed. An image that is already as wanted is copied
     * byte for byte.
     *
     * @throws ImageException if the input has an error, or the target cannot express it: CKS018 if that has
     *     no number for the architecture, CKS012 if a record has no form in it, another rule where one fits
     */
    public void convert(Reopenable in, OutputStream out) throws IOException {
        String file;
        Survey survey;
        try (ByteSource source = in.open()) {
            file = source.name();
            survey = new Survey(file, version, settings.limits());
            survey(source, survey);
        }
        ImageFormat target = Conversion.format(survey.format(), version, order);
        if (survey.isAlready(target)) {
            copy(in, out);
            return;
        }
        // not closed, as the output is not
        Reading reading = new Reading(out, version);
        Conversion conversion = new Conversion(survey, target, new Ledger(version, file, losses), reading);
        try (ImageRewrite rewrite = new ImageRewrite(conversion, in, settings.limits())) {
            rewrite.run();
        }
        reading.mistaken(file, settings.limits()).ifPresent(losses::report);
    }

    private void survey(ByteSource source, Survey survey) throws IOException {
        FirstError error = new FirstError();
        new ImageScanner(source, settings, error, view -> {
            error.check();
            survey.record(view);
        }).scan();
        error.check();
        if (survey.refusal().isPresent()) {
            throw survey.refusal().get();
        }
    }

    /** Keeps the first finding that makes the image invalid. */
    private static final class FirstError implements FindingSink {
        private Finding first;

        @Override
        public void report(Finding finding) {
            if (first == null && finding.severity() == Severity.ERROR) {
                first = finding;
            }
        }

        void check() throws ImageException {
            if (first != null) {
                throw new ImageException(first);
            }
        }
    }

    private static void copy(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open()) {
            source.copyTo(out);
        }
        out.flush();
    }
}
