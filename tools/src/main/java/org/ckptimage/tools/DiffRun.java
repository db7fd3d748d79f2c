// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.tools.diff.Change;
import org.ckptimage.tools.diff.Comparison;
import org.ckptimage.tools.diff.Facts;
import org.ckptimage.tools.diff.FactsDocument;
import org.ckptimage.tools.diff.Field;
import org.ckptimage.tools.diff.JsonPatch;
import org.ckptimage.tools.diff.RawComparison;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.page.DiffPage;
import org.ckptimage.tools.input.FindingTally;
import org.ckptimage.tools.input.ImageLoader;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.Spool;
import org.ckptimage.tools.present.DiffJson;
import org.ckptimage.tools.present.DiffText;
import org.ckptimage.tools.present.DiffWords;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.present.RawDiffText;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** One run of {@code diff}: reads both images and presents what differs. */
final class DiffRun {
    private static final int MOST_FINDINGS = 20;

    private final Session session;
    private final Terminal terminal;
    private final String first;
    private final String second;
    private final Palette.Choice color;
    private final Inputs inputs;

    /** An image that cannot be compared; what is wrong with it was said. */
    private static final class Incomparable extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Incomparable(int status) {
            this.status = status;
        }
    }

    DiffRun(Session session, String first, String second, Palette.Choice color, Inputs.Progress progress) {
        this.session = session;
        this.terminal = session.terminal();
        this.first = first;
        this.second = second;
        this.color = color;
        this.inputs = new Inputs(session.stdin(), terminal, progress);
    }

    /** Compares what the images mean. */
    int meaning(DiffCommand.Format format, Set<Field> ignored) throws IOException {
        try {
            Image before = read(first);
            Image after = read(second);
            Facts.Pair facts = Facts.of(before, after);
            Comparison comparison = new Comparison(facts, ignored, new DiffWords(session.names().get()));
            List<Change> changes = comparison.changes();
            switch (format) {
                case text -> new DiffText(terminal.out(), terminal.palette(color))
                        .present(changes, comparison.tasks());
                case json -> new DiffJson(terminal.out()).present(
                        new DiffJson.Names(first, second), comparison.tasks(), changes);
                case html -> new DiffPage(first, Drawing.of(second, after, ScanResult.End.COMPLETE), changes)
                        .write(terminal.out());
                case json_patch -> new DiffJson(terminal.out()).present(JsonPatch.between(
                        FactsDocument.of(Facts.of(before)), FactsDocument.of(Facts.of(after))));
            }
            return changes.isEmpty() ? ExitStatus.DONE : ExitStatus.NO;
        } catch (Incomparable e) {
            return e.status;
        }
    }

    private Image read(String name) throws IOException {
        FindingTally tally = new FindingTally(MOST_FINDINGS);
        try {
            ImageLoader.Loaded loaded = new ImageLoader(inputs, session.settings()).load(name, tally);
            ScanResult.End end = loaded.result().end();
            if (end == ScanResult.End.BROKEN || end == ScanResult.End.UNSUPPORTED) {
                tally.kept().stream().filter(f -> f.severity() == Severity.ERROR).forEach(this::say);
                throw new Incomparable(end == ScanResult.End.BROKEN ? ExitStatus.UNREADABLE_IMAGE
                        : ExitStatus.UNSUPPORTED);
            }
            return loaded.image();
        } catch (Incomparable e) {
            throw e;
        } catch (IOException e) {
            throw new InputTrouble(name, e);
        }
    }

    private void say(Finding finding) {
        terminal.say(FindingText.line(finding, terminal.talkPalette(color)));
    }

    /** Compares the streams. */
    int raw(DiffCommand.Format format) throws IOException {
        RawDiffText text = new RawDiffText(terminal, format == DiffCommand.Format.json
                ? RawDiffText.Form.LINES_OF_JSON : RawDiffText.Form.TEXT);
        try (Spool left = inputs.spool(first); Spool right = inputs.spool(second)) {
            if (left.isSet() || right.isSet()) {
                terminal.say("ckpt-image: --raw compares streams of records, and "
                        + Visible.of(left.isSet() ? first : second) + " is a set of CRIU images");
                return ExitStatus.USAGE;
            }
            try (RawComparison streams =
                    new RawComparison(left, right, session.settings().limits(), text)) {
                streams.run();
            }
        } catch (ImageException e) {
            say(e.finding());
            return e.finding().rule() == Rule.CKS012 || e.finding().rule() == Rule.CKS018
                    ? ExitStatus.UNSUPPORTED : ExitStatus.UNREADABLE_IMAGE;
        } catch (IOException e) {
            throw new InputTrouble(first + " or " + second, e);
        }
        return text.count() == 0 ? ExitStatus.DONE : ExitStatus.NO;
    }
}
