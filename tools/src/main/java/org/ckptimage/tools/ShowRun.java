// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.formats.ObjType;
import org.ckptimage.tools.diff.Facts;
import org.ckptimage.tools.diff.FactsDocument;
import org.ckptimage.tools.graph.GraphFormat;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.ImageLoader;
import org.ckptimage.tools.input.ImageLoader.Loaded;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.present.ClosedOutput;
import org.ckptimage.tools.present.DiffJson;
import org.ckptimage.tools.present.EntryListing;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.present.ObjectFinder;
import org.ckptimage.tools.present.ObjectText;
import org.ckptimage.tools.present.RecordJson;
import org.ckptimage.tools.present.RecordText;
import org.ckptimage.tools.present.ShowJson;
import org.ckptimage.tools.present.ShowText;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;
import org.ckptimage.tools.whoami.Insiders;
import org.ckptimage.tools.whoami.WhoamiJson;
import org.ckptimage.tools.whoami.WhoamiText;

/** One run of {@code show} or {@code whoami}: reads the image, presents it, and tells how reading ended. */
final class ShowRun {
    private static final int MOST_FINDINGS = 20;

    private final Session session;
    private final Terminal terminal;
    private final String file;
    private final Palette.Choice color;
    private final boolean text;
    private final FindingTally tally = new FindingTally(MOST_FINDINGS);

    ShowRun(Session session, String file, Palette.Choice color, Options.Format format) {
        this.session = session;
        this.terminal = session.terminal();
        this.file = file;
        this.color = color;
        this.text = format == Options.Format.text;
    }

    /** Every record, while it is read. */
    int records() throws IOException {
        try (Opened opened = new Inputs(session.stdin(), terminal, Inputs.Progress.HIDDEN).any(file, tally)) {
            if (opened instanceof Opened.Files files) {
                return entries(files.files());
            }
            RecordListener listener = text ? new RecordText(terminal) : new RecordJson(terminal);
            return status(new ImageScanner(((Opened.Stream) opened).source(), session.settings(), tally,
                    listener).scan());
        } catch (ClosedOutput e) {
            return ExitStatus.DONE;
        } catch (ImageException e) {
            tally.report(e.finding());
            return findings(ExitStatus.UNREADABLE_IMAGE);
        } catch (IOException e) {
            throw new InputTrouble(file, e);
        }
    }

    private int entries(CheckpointFiles files) throws IOException {
        EntryListing.Form form = text ? EntryListing.Form.TEXT : EntryListing.Form.LINES_OF_JSON;
        new EntryListing(terminal, form, tally).write(files);
        return findings(tally.errors() > 0 ? ExitStatus.UNREADABLE_IMAGE : ExitStatus.DONE);
    }

    /** Tasks and credentials. */
    int image(Inputs.Progress progress, UnaryOperator<Image> choice) throws IOException {
        Loaded loaded = load(view -> { }, progress);
        Image image = choice.apply(loaded.image());
        if (image.known() && text) {
            new ShowText(terminal.out(), looks()).present(file, image, loaded.result());
        } else if (image.known()) {
            new ShowJson(terminal.out()).present(file, image);
        }
        return status(loaded.result());
    }

    /** What the image means, as the document that a JSON patch of {@code diff} is for. */
    int facts(Inputs.Progress progress) throws IOException {
        Loaded loaded = load(view -> { }, progress);
        if (loaded.image().known()) {
            new DiffJson(terminal.out()).present(FactsDocument.of(Facts.of(loaded.image())));
        }
        return status(loaded.result());
    }

    /** Who is inside, on one screen. */
    int whoami(Inputs.Progress progress) throws IOException {
        Loaded loaded = load(view -> { }, progress);
        Image image = loaded.image();
        if (image.known() && text) {
            new WhoamiText(terminal.out(), terminal.palette(color)).present(file, image, Insiders.of(image));
        } else if (image.known()) {
            new WhoamiJson(terminal.out()).present(file, image, Insiders.of(image));
        }
        return status(loaded.result());
    }

    /** A picture of tasks and credentials. */
    int graph(GraphFormat format, Inputs.Progress progress, UnaryOperator<Image> choice) throws IOException {
        Loaded loaded = load(view -> { }, progress);
        if (loaded.image().known()) {
            Image image = choice.apply(loaded.image());
            format.write(Drawing.of(file, image, loaded.result().end()), terminal.out());
        }
        return status(loaded.result());
    }

    /** One object. */
    int object(ObjectName name, Inputs.Progress progress) throws IOException {
        ObjectFinder finder = new ObjectFinder(name.type(), name.objref());
        Loaded loaded = load(finder, progress);
        ScanResult result = loaded.result();
        if (loaded.image().criu().isPresent()) {
            return cred(loaded, name, finder.name());
        }
        if (finder.found() && text) {
            new ObjectText(terminal.out()).text(finder, loaded.image(), looks());
        } else if (finder.found()) {
            new ObjectText(terminal.out()).json(file, finder);
        }
        int status = status(result);
        if (!finder.found() && status == ExitStatus.DONE) {
            terminal.say("ckpt-image: " + Visible.of(file) + ": no object " + finder.name());
            return ExitStatus.USAGE;
        }
        return status;
    }

    private Loaded load(RecordListener listener, Inputs.Progress progress) throws IOException {
        try {
            return new ImageLoader(new Inputs(session.stdin(), terminal, progress), session.settings())
                    .load(file, tally, listener);
        } catch (IOException e) {
            throw new InputTrouble(file, e);
        }
    }

    /** A set has no records of objects; the cred is shown as among all. */
    private int cred(Loaded loaded, ObjectName name, String called) throws IOException {
        Image image = loaded.image();
        Optional<Cred> found = name.type() == ObjType.CRED
                ? new ObjectIndex(image).cred(name.objref()) : Optional.empty();
        if (found.isEmpty()) {
            terminal.say("ckpt-image: " + Visible.of(file) + ": no object " + called
                    + "; of CRIU images creds can be shown alone");
            return ExitStatus.USAGE;
        }
        if (text) {
            new ShowText(terminal.out(), looks()).cred(image, found.get());
        } else {
            new ShowJson(terminal.out()).cred(file, image, found.get());
        }
        return status(loaded.result());
    }

    private ShowText.Looks looks() {
        return new ShowText.Looks(terminal.palette(color), terminal.treeLines(), session.names().get());
    }

    private int status(ScanResult result) {
        return switch (result.end()) {
            case COMPLETE, FAILED -> {
                if (tally.ruleErrors() > 0) {
                    terminal.say(Visible.of(file) + ": " + Size.count(tally.ruleErrors(), "error")
                            + "; see ckpt-image validate");
                }
                yield ExitStatus.DONE;
            }
            case BROKEN -> findings(ExitStatus.UNREADABLE_IMAGE);
            case UNSUPPORTED -> findings(ExitStatus.UNSUPPORTED);
        };
    }

    private int findings(int status) {
        FindingText.sayErrors(tally.kept(), terminal, terminal.talkPalette(color));
        return status;
    }
}
