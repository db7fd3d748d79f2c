// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.criu.read.ContainerCheck;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.judge.ImageJudge;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;

/** Reads what is inside an image of any kind: a stream of records, a CRIU image directory, an archive. */
public final class ImageLoader {
    private final Inputs inputs;
    private final ScanSettings settings;

    /**
     * An image that was read.
     *
     * @param image what is inside, as far as it could be read
     * @param result how reading ended; of CRIU images, {@code records} counts files and {@code bytes} is 0
     */
    public record Loaded(Image image, ScanResult result) {}

    public ImageLoader(Inputs inputs, ScanSettings settings) {
        this.inputs = inputs;
        this.settings = settings;
    }

    /** Reads an image; what is wrong with it goes to {@code findings}. */
    public Loaded load(String name, FindingSink findings) throws IOException {
        return load(name, findings, view -> { });
    }

    /**
     * Reads an image.
     *
     * @param listener sees the records too, if it is a stream of them
     */
    public Loaded load(String name, FindingSink findings, RecordListener listener) throws IOException {
        try (Opened opened = inputs.any(name, findings)) {
            return opened instanceof Opened.Files files ? criu(files.files(), findings)
                    : stream(((Opened.Stream) opened).source(), findings, listener);
        } catch (ImageException e) {
            findings.report(e.finding());
            return new Loaded(nothing(), new ScanResult(ScanResult.End.BROKEN, Optional.empty(), 0, 0));
        }
    }

    private Loaded stream(ByteSource source, FindingSink findings, RecordListener listener)
            throws IOException {
        ModelBuilder builder = new ModelBuilder();
        ScanResult result = new ImageScanner(source, settings, findings, view -> {
            builder.record(view);
            listener.record(view);
        }).scan();
        return new Loaded(builder.image(), result);
    }

    /** Reads a set of CRIU images. It is complete if its process tree could be read. */
    public static Loaded criu(CheckpointFiles files, FindingSink findings) throws IOException {
        CriuCheckpoint checkpoint = CheckpointReader.read(files, CriuLimits.standard(), findings);
        boolean empty = checkpoint.processes().isEmpty();
        long count = checkpoint.counts().values().stream().mapToLong(Long::longValue).sum();
        Image image = empty ? nothing() : CriuModel.of(checkpoint);
        ContainerCheck.check(checkpoint, findings);
        ImageJudge.check(image, files.name(), findings);
        ScanResult.End end = empty ? ScanResult.End.BROKEN
                : unsupported(checkpoint) ? ScanResult.End.UNSUPPORTED : ScanResult.End.COMPLETE;
        return new Loaded(image, new ScanResult(end, Optional.empty(), count, 0));
    }

    private static boolean unsupported(CriuCheckpoint checkpoint) {
        return checkpoint.inventory().isPresent() && !checkpoint.inventory().get().supported();
    }

    private static Image nothing() {
        return new Image(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), Map.of(), List.of());
    }
}
