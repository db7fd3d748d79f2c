// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.input.Judgement.Extent;
import org.ckptimage.tools.input.Judgement.Tally;
import org.ckptimage.tools.input.Judgement.Unit;
import org.ckptimage.tools.input.Judgement.Verdict;

/** Judges images, one after another. */
public final class Judge {
    private static final Extent NOTHING = new Extent(0, Unit.RECORD, "");

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
        try (Opened opened = inputs.any(name, tally)) {
            return opened instanceof Opened.Files files ? set(name, files.files(), tally)
                    : stream(name, ((Opened.Stream) opened).source(), tally);
        } catch (ImageException e) {
            tally.report(e.finding());
            return judgement(name, Verdict.INVALID, tally, NOTHING);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Judgement(name, Verdict.UNREADABLE, List.of(), new Tally(0, 0, 0), Optional.empty(),
                    NOTHING, why);
        }
    }

    private Judgement stream(String name, ByteSource source, FindingTally tally) throws IOException {
        ScanResult result = new ImageScanner(source, settings, tally, view -> { }).scan();
        String version = result.format().map(format -> format.version().label()).orElse("");
        return judgement(name, verdict(result.end(), tally), tally,
                new Extent(result.records(), Unit.RECORD, version));
    }

    private static Judgement set(String name, CheckpointFiles files, FindingTally tally) throws IOException {
        ImageLoader.Loaded loaded = ImageLoader.criu(files, tally);
        String version = loaded.image().criu().map(set -> "CRIU " + set.version()).orElse("");
        return judgement(name, verdict(loaded.result().end(), tally), tally,
                new Extent(loaded.result().records(), Unit.FILE, version));
    }

    private static Judgement judgement(String name, Verdict verdict, FindingTally tally, Extent extent) {
        return new Judgement(name, verdict, tally.kept(),
                new Tally(tally.errors(), tally.warnings(), tally.total()),
                Optional.ofNullable(tally.headline()), extent, "");
    }

    private static Verdict verdict(ScanResult.End end, FindingTally tally) {
        return switch (end) {
            case UNSUPPORTED -> Verdict.UNSUPPORTED;
            case FAILED, BROKEN -> Verdict.INVALID;
            case COMPLETE -> tally.errors() > 0 ? Verdict.INVALID : Verdict.VALID;
        };
    }
}
