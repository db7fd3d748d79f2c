// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.ImageLoader;
import org.ckptimage.tools.input.Spool;

/** Reads an input that is a set of CRIU images. */
public final class CriuInput {
    private CriuInput() {}

    /**
     * Reads it.
     *
     * @param tally takes what is wrong with the set
     * @return empty if the input is no set
     * @throws ImageException if there is no process tree in it, or its version is not supported
     */
    public static Optional<Image> read(Spool input, FindingTally tally) throws IOException {
        try (Opened opened = input.any(tally)) {
            if (!(opened instanceof Opened.Files files)) {
                return Optional.empty();
            }
            ImageLoader.Loaded loaded = ImageLoader.criu(files.files(), tally);
            ScanResult.End end = loaded.result().end();
            if (end != ScanResult.End.COMPLETE) {
                throw new ImageException(tally.kept().stream().filter(f -> f.severity() == Severity.ERROR)
                        .filter(f -> end == ScanResult.End.BROKEN || f.rule() == Rule.CKS012)
                        .findFirst().orElseThrow());
            }
            return Optional.of(loaded.image());
        }
    }
}
