// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.rewrite.Dedup;
import org.ckptimage.codec.rewrite.DedupReport;
import org.ckptimage.codec.scan.ScanSettings;

/** Writes equal creds, groupinfos and users of an image once. */
final class MergeEqual implements Step {
    private final ScanSettings settings;
    private final Consumer<DedupReport> report;

    MergeEqual(ScanSettings settings, Consumer<DedupReport> report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        // its error is thrown, and warnings are for validate
        report.accept(new Dedup(settings, finding -> { }).rewrite(in, out));
    }
}
