// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.judge.stream.StreamJudge;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;

/** One scan of an image at a fixed time, and its findings. */
public record Scanned(ScanResult result, List<Finding> findings) {
    /** The first day after all times of capture in the test images. */
    public static final ScanSettings SETTINGS = new ScanSettings(ReadLimits.standard(),
            Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC));

    /** Scans the bytes of an image. */
    public static Scanned of(byte[] image) {
        return of(new ByteArrayInputStream(image), view -> { });
    }

    /** Scans the bytes of an image, and judges who is inside. */
    public static Scanned judged(byte[] image) {
        List<Finding> findings = new ArrayList<>();
        StreamJudge judge = new StreamJudge("image", findings::add);
        Scanned scanned = of(new ByteArrayInputStream(image), judge, findings);
        judge.end(scanned.result().end());
        return scanned;
    }

    /** Scans an input. */
    public static Scanned of(InputStream input, RecordListener listener) {
        return of(input, listener, new ArrayList<>());
    }

    private static Scanned of(InputStream input, RecordListener listener, List<Finding> findings) {
        try (ByteSource source = new ByteSource(input, "image")) {
            ScanResult result = new ImageScanner(source, SETTINGS, findings::add, listener).scan();
            return new Scanned(result, findings);
        } catch (IOException e) {
            throw new AssertionError("reading memory failed", e);
        }
    }

    /** True if an error was found. */
    public boolean hasError() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    /** The findings of a rule. */
    public List<Finding> of(Rule rule) {
        return findings.stream().filter(f -> f.rule() == rule).toList();
    }

    /** All findings, one a line. */
    public String text() {
        return findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
    }

    /** The word of MANIFEST.tsv: valid, invalid or unsupported. */
    public String verdict() {
        if (result.end() == ScanResult.End.UNSUPPORTED) {
            return "unsupported";
        }
        return hasError() ? "invalid" : "valid";
    }
}
