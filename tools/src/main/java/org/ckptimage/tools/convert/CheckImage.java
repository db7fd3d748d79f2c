// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;

/** Judges an image that came into being and passes it on as it is. */
public final class CheckImage implements Step {
    private final ScanSettings settings;
    private final FindingSink sink;

    /** @param sink takes the findings, before anything is passed on */
    public CheckImage(ScanSettings settings, FindingSink sink) {
        this.settings = settings;
        this.sink = sink;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open()) {
            new ImageScanner(source, settings, sink, view -> { }).scan();
        }
        try (ByteSource source = in.open()) {
            source.copyTo(out);
        }
    }
}
