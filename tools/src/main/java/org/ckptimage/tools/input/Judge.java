// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.input.Judgement.Tally;
import org.ckptimage.tools.input.Judgement.Verdict;

/** Judges images, one after another. */
public final class Judge {
    private final Inputs inputs;
    private final ScanSettings settings;
    private final int most;

    /**
     * @param inputs opens the images
     * @param settings limits and clock
     * @param most findings to keep for each image
     */
    public Judge(Inputs inputs, ScanSettings settings, int most) {
        this.inputs = inputs;
        this.settings = settings;
        this.most = most;
    }

    /** Reads an image to its end, or as far as it goes. */
    public Judgement judge(String name) {
        FindingTally tally = new FindingTally(most);
        try (ByteSource source = inputs.open(name)) {
            ScanResult result = new ImageScanner(source, settings, tally, view -> { }).scan();
            return new Judgement(name, verdict(result, tally), tally.kept(), counts(tally),
                    Optional.ofNullable(tally.headline()), result.records(),
                    result.format().map(ImageFormat::version), "");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Judgement(name, Verdict.UNREADABLE, List.of(), new Tally(0, 0, 0), Optional.empty(), 0,
                    Optional.empty(), why);
        }
    }

    private static Verdict verdict(ScanResult result, FindingTally tally) {
        return switch (result.end()) {
            case UNSUPPORTED -> Verdict.UNSUPPORTED;
            case FAILED, BROKEN -> Verdict.INVALID;
            case COMPLETE -> tally.errors() > 0 ? Verdict.INVALID : Verdict.VALID;
        };
    }

    private static Tally counts(FindingTally tally) {
        return new Tally(tally.errors(), tally.warnings(), tally.total());
    }
}
