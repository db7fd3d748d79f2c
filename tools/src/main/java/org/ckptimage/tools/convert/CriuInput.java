// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.Opened;
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
     * @throws ImageException if there is no process tree in it; tells the first error
     */
    public static Optional<Image> read(Spool input, FindingTally tally) throws IOException {
        try (Opened opened = input.any(tally)) {
            if (!(opened instanceof Opened.Files files)) {
                return Optional.empty();
            }
            ImageLoader.Loaded loaded = ImageLoader.criu(files.files(), tally);
            if (loaded.result().end() == ScanResult.End.BROKEN) {
                throw new ImageException(tally.kept().stream().filter(f -> f.severity() == Severity.ERROR)
                        .findFirst().orElseThrow());
            }
            return Optional.of(loaded.image());
        }
    }
}
