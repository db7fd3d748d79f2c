// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.criu.transplant.Transplant;
import org.ckptimage.codec.criu.transplant.TransplantPlanner;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.migrate.Loss;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.convert.ConvertPlan.Carefulness;
import org.ckptimage.tools.input.ImageLoader;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.output.DirectoryTarget;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.output.OutputTrouble;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;
import org.ckptimage.tools.transplant.Carrier;
import org.ckptimage.tools.transplant.Gate;

/** One run of {@code convert --into}: puts the creds of an image into a copy of a set of CRIU images. */
final class TransplantRun {
    private static final int BUFFER = 1 << 16;
    /** Files by which a directory is known to be such a set. */
    private static final List<String> MARKS = List.of("inventory.img", "checkpoint/inventory.img");

    private final Session session;
    private final Terminal terminal;
    private final Palette.Choice color;
    private final Request request;
    private long losses;

    /**
     * What is wanted.
     *
     * @param in image that has the creds
     * @param carrier set that takes them
     * @param out the result
     * @param existing what becomes of one that is there
     * @param packing of an archive; empty for what {@code out} says, or else as the carrier is
     * @param carefulness what happens if not everything can be carried over
     */
    record Request(String in, String carrier, String out, Existing existing, Packing packing,
            Carefulness carefulness) {}

    /**
     * Compression of an archive that is asked for.
     *
     * @param given false to have that of the carrier
     * @param compression empty for none
     */
    record Packing(boolean given, Optional<Compression> compression) {}

    TransplantRun(Session session, Palette.Choice color, Request request) {
        this.session = session;
        this.terminal = session.terminal();
        this.color = color;
        this.request = request;
    }

    /**
     * Carries it out.
     *
     * @return an exit code
     * @throws IOException if the output cannot be written
     */
    int run(Inputs.Progress progress) throws IOException {
        Inputs inputs = new Inputs(session.stdin(), terminal, progress);
        Gate creds = Gate.ofCreds(Refusal.MOST_FINDINGS);
        Image image;
        try {
            image = new ImageLoader(inputs, session.settings()).load(request.in(), creds).image();
            creds.pass();
        } catch (ImageException e) {
            return new Refusal(terminal, color).tell(request.in(), e, creds.tally());
        } catch (IOException e) {
            throw new InputTrouble(request.in(), e);
        }
        Gate files = Gate.ofCarrier(Refusal.MOST_FINDINGS);
        try (Carrier carrier = Carrier.open(request.carrier(), inputs)) {
            return into(carrier, image, files);
        } catch (ImageException e) {
            return new Refusal(terminal, color).tell(request.carrier(), e, files.tally());
        } catch (OutputTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new InputTrouble(request.carrier(), e);
        }
    }

    private int into(Carrier carrier, Image image, Gate findings) throws IOException {
        DirectoryTarget directory = new DirectoryTarget(request.out(), MARKS, request.existing());
        OutputTarget archive = new OutputTarget(request.out(), terminal, Content.BINARY, request.existing());
        if (carrier.directory()) {
            if (request.out().equals(OutputTarget.STANDARD) || directory.isWithin(carrier.path())) {
                terminal.say("ckpt-image: " + Visible.of(request.out())
                        + ": a directory cannot be written there");
                return ExitStatus.USAGE;
            }
            directory.check();
        } else {
            archive.check();
        }
        Transplant transplant = TransplantPlanner.plan(request.in(), image, read(carrier, findings),
                this::lost);
        if (losses > 0 && request.carefulness() == Carefulness.REFUSES_LOSSES) {
            terminal.say("ckpt-image: " + Visible.of(request.out()) + ": " + Size.count(losses, "thing")
                    + " lost or invented; not written");
            return ExitStatus.NO;
        }
        if (carrier.directory()) {
            directory.write(made -> carrier.copy(transplant, made));
        } else {
            archive.write(out -> write(carrier, transplant, out));
        }
        return ExitStatus.DONE;
    }

    private CriuCheckpoint read(Carrier carrier, Gate findings) throws IOException {
        try (CheckpointFiles files = carrier.files(findings)) {
            CriuCheckpoint set = CheckpointReader.read(files, CriuLimits.standard(), findings);
            findings.pass();
            if (set.processes().isEmpty()) {
                throw new ImageException(new Finding(Rule.CKS001, Location.at(request.carrier(), 0), "", "",
                        "not a checkpoint: no process in it"));
            }
            return set;
        }
    }

    private void write(Carrier carrier, Transplant transplant, OutputStream out) throws IOException {
        Optional<Compression> compression = request.packing().given() ? request.packing().compression()
                : carrier.compression();
        try (OutputStream packed = compression.isPresent() ? compression.get().to(out)
                : new BufferedOutputStream(out, BUFFER)) {
            carrier.copy(transplant, packed);
        }
    }

    private void lost(Loss loss) {
        losses++;
        terminal.say(Visible.of(loss.line()));
    }
}
