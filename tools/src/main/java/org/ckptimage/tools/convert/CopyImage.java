// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;

/** Writes an image as it is: to compress it, or to take it out of a compressed file. */
public final class CopyImage implements Step {
    private final ReadLimits limits;

    public CopyImage(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open()) {
            FormatDetector.detect(source, limits);
            source.copyTo(out);
        }
    }
}
