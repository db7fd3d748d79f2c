// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.checkpoint.ContainerConfig;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.OciSpec;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Reads a set of images, from a directory or an archive, in one pass and whatever order. Memory is bounded by
 * {@link CriuLimits#maxHeld}: pages and what else is not about processes are passed over.
 */
public final class CheckpointReader {
    private static final String IMAGES = "checkpoint";
    private static final int MOST_SIGNATURES = 16;
    private static final List<String> SIGNATURES = List.of(".sig", ".asc", ".sigstore.json", ".intoto.jsonl");

    private final CheckpointFiles files;
    private final CriuLimits limits;
    private final FindingSink findings;
    private final SetFacts top = new SetFacts();
    private final SetFacts below = new SetFacts();
    private Optional<OciSpec> spec = Optional.empty();
    private String specSource = "";
    private Optional<ContainerConfig> config = Optional.empty();
    private final List<String> signatures = new ArrayList<>();
    private long held;
    private String criuVersion = "";

    private CheckpointReader(CheckpointFiles files, CriuLimits limits, FindingSink findings) {
        this.files = files;
        this.limits = limits;
        this.findings = findings;
    }

    /**
     * Reads all files, then compares them with each other. A file that is damaged is reported, and counts
     * as far as it could be read.
     *
     * @throws ImageException CKS002, CKS004 or CKA003 if the archive is damaged or over a limit
     */
    public static CriuCheckpoint read(CheckpointFiles files, CriuLimits limits, FindingSink findings)
            throws IOException {
        CheckpointReader reader = new CheckpointReader(files, limits, findings);
        for (Optional<CheckpointEntry> next = files.next(); next.isPresent(); next = files.next()) {
            reader.file(next.get());
        }
        return reader.checkpoint();
    }

    private void file(CheckpointEntry file) throws IOException {
        try {
            take(file);
        } catch (ImageException e) {
            if (!e.finding().where().file().equals(file.source())) {
                throw e;
            }
            findings.report(e.finding());
        }
        if (held > limits.maxHeld()) {
            throw new ImageException(new Finding(Rule.CKA003, Location.at(files.name(), 0), "", "",
                    "what there is to know of the images takes more than " + limits.maxHeld() + " bytes"));
        }
    }

    private void take(CheckpointEntry file) throws IOException {
        String directory = file.name().directory();
        String name = file.name().file();
        if (directory.isEmpty() && name.equals("spec.dump")) {
            specSource = file.source();
            spec = Optional.of(ContainerFiles.spec(file));
        } else if (directory.isEmpty() && name.equals("config.dump")) {
            config = Optional.of(ContainerFiles.config(file));
        } else if (name.equals("dump.log") && (directory.isEmpty() || directory.equals(IMAGES))) {
            String told = DumpLog.version(file);
            criuVersion = told.isEmpty() ? criuVersion : told;
        } else if (directory.isEmpty() && SIGNATURES.stream().anyMatch(name::endsWith)
                && signatures.size() < MOST_SIGNATURES) {
            signatures.add(name);
        } else if (directory.isEmpty() || directory.equals(IMAGES)) {
            Optional<ImageName> image = ImageName.of(name);
            if (image.isPresent()) {
                SetFacts facts = directory.isEmpty() ? top : below;
                held += new ImageFacts(file, image.get(), facts, limits, findings).read();
            }
        }
    }

    private CriuCheckpoint checkpoint() {
        boolean inBelow = !below.isEmpty();
        SetFacts facts = inBelow ? below : top;
        if (inBelow) {
            top.images.forEach((name, source) -> {
                if (!name.startsWith("stats-")) {
                    findings.report(new Finding(Rule.CKS015, Location.at(source, 0), "", "",
                            "image beside the directory of the images"));
                }
            });
        }
        CriuCheckpoint checkpoint = new CriuCheckpoint(files.name(), facts.inventory,
                new ProcessTree(facts).processes(), List.copyOf(facts.userNamespaces.values()),
                List.copyOf(facts.hosts.values()), facts.arch(), facts.counts(), spec, config,
                criuVersion, signatures);
        if (facts.isEmpty()) {
            findings.report(new Finding(Rule.CKS001, Location.at(files.name(), 0), "", "",
                    "not a checkpoint: no CRIU image inside"));
            return checkpoint;
        }
        String images = files.name() + (inBelow ? "/" + IMAGES : "");
        new SetCheck(facts, images, findings).check();
        new SpecCheck(specSource, findings).check(checkpoint);
        return checkpoint;
    }
}
