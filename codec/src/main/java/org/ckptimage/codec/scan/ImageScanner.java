// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.scan.ScanResult.End;
import org.ckptimage.formats.RecordType;

/** Reads a whole image once, front to back, and reports everything that is wrong with it. */
public final class ImageScanner {
    private final ByteSource source;
    private final ScanSettings settings;
    private final FindingSink sink;
    private final RecordListener listener;

    /**
     * @param source the image
     * @param settings limits and clock
     * @param sink takes the findings, in the order of the stream
     * @param listener sees every record
     */
    public ImageScanner(ByteSource source, ScanSettings settings, FindingSink sink, RecordListener listener) {
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        this.listener = listener;
    }

    /**
     * Scans to the end, or as far as the records can be told apart.
     *
     * @throws IOException only if the input cannot be read; what is wrong with the image goes to the sink
     */
    public ScanResult scan() throws IOException {
        ImageFormat format;
        try {
            format = FormatDetector.detect(source, settings.limits());
        } catch (ImageException e) {
            sink.report(e.finding());
            Rule rule = e.finding().rule();
            boolean unsupported = rule == Rule.CKS012 || rule == Rule.CKS018;
            return new ScanResult(unsupported ? End.UNSUPPORTED : End.BROKEN, Optional.empty(), 0, 0);
        }
        FrameReader reader = new FrameReader(source, format.order(), format.version(), settings.limits());
        Scan scan = new Scan(source.name(), format, reader, settings, sink);
        return read(scan, new RecordDispatch(scan, listener));
    }

    private ScanResult read(Scan scan, RecordDispatch dispatch) throws IOException {
        long records = 0;
        End end = End.BROKEN;
        try {
            while (scan.reader.next()) {
                records++;
                dispatch.record();
                if (dispatch.unsupported()) {
                    return result(End.UNSUPPORTED, scan, records);
                }
                if (scan.frame.type() == RecordType.TAIL) {
                    scan.reader.finish();
                    break;
                }
            }
            end = finish(dispatch);
        } catch (ImageException e) {
            sink.report(e.finding());
            if (scan.reader.isCut()) {
                truncated(dispatch);
            }
        }
        return result(end, scan, records);
    }

    private End finish(RecordDispatch dispatch) throws IOException {
        if (dispatch.tailSeen()) {
            dispatch.end();
            if (source.request(1)) {
                sink.report(new Finding(Rule.CKS004, Location.at(source.name(), source.position()), "", "",
                        "bytes follow the TAIL record"));
            }
            return End.COMPLETE;
        }
        if (dispatch.failed()) {
            dispatch.end();
            return End.FAILED;
        }
        truncated(dispatch);
        return End.BROKEN;
    }

    private void truncated(RecordDispatch dispatch) {
        sink.report(new Finding(Rule.CKS004, Location.at(source.name(), source.position()
                + source.available()),
                "end of input", dispatch.expected(), "the image ends without a TAIL record"));
    }

    private ScanResult result(End end, Scan scan, long records) {
        return new ScanResult(end, Optional.of(scan.format), records, source.position());
    }
}
