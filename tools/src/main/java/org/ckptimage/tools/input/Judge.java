// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.diag.Category;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.judge.stream.StreamJudge;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.input.Judgement.Extent;
import org.ckptimage.tools.input.Judgement.Tally;
import org.ckptimage.tools.input.Judgement.Unit;
import org.ckptimage.tools.input.Judgement.Verdict;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.tools.policy.Policy;
import org.ckptimage.tools.policy.PolicyCheck;
import org.ckptimage.tools.policy.Waiver;

/** Judges images, one after another. */
public final class Judge {
    private static final Extent NOTHING = new Extent(0, Unit.RECORD, "");

    private final Inputs inputs;
    private final ScanSettings settings;
    private final Demand demand;

    /** Whether the subjects of findings are to be named, which takes a model of the image. */
    public enum Naming { NAMED, NAMELESS }

    /**
     * What is asked of an image.
     *
     * @param most findings to keep; those beyond are counted, but no waiver is looked up for them
     * @param policy what counts
     * @param naming whether subjects are named; with waivers they always are
     * @param selection the part of the image whose findings are wanted; empty for all of it
     * @param target judges whether somebody could restart the image; empty if nobody asks
     */
    public record Demand(int most, Policy policy, Naming naming, Optional<UnaryOperator<Image>> selection,
            Optional<ModelCheck> target) {}

    /**
     * @param inputs opens the images
     * @param settings limits and clock
     */
    public Judge(Inputs inputs, ScanSettings settings, Demand demand) {
        this.inputs = inputs;
        this.settings = settings;
        this.demand = demand;
    }

    /** Reads an image to its end, or as far as it goes. */
    public Judgement judge(String name) {
        FindingTally tally = new FindingTally(demand.most(), demand.policy()::severity);
        FindingSink sink = finding -> {
            if (!demand.policy().allows(finding)) {
                tally.report(finding);
            }
        };
        try (Opened opened = inputs.any(name, sink)) {
            return opened instanceof Opened.Files files ? set(name, files.files(), tally, sink)
                    : stream(name, ((Opened.Stream) opened).source(), tally);
        } catch (ImageException e) {
            tally.report(e.finding());
            return judgement(name, ScanResult.End.BROKEN, judged(tally, Aspect.NONE), NOTHING);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Judgement(name, Verdict.UNREADABLE, List.of(), new Tally(0, 0, 0, 0), Optional.empty(),
                    NOTHING, why);
        }
    }

    private Judgement stream(String name, ByteSource source, FindingTally tally) throws IOException {
        boolean modelled = demand.naming() == Naming.NAMED || !demand.policy().equals(Policy.none())
                || demand.selection().isPresent() || demand.target().isPresent();
        ModelBuilder model = new ModelBuilder();
        Resources.Reader resources = new Resources.Reader();
        StreamJudge judge = new StreamJudge(name, tally);
        ScanResult result = new ImageScanner(source, settings, tally, view -> {
            judge.record(view);
            if (modelled) {
                model.record(view);
                resources.record(view);
            }
        }).scan();
        judge.end(result.end());
        if (demand.target().isPresent() && restartable(result.end(), tally)) {
            demand.target().get().check(model.image(), resources.resources(), name, tally);
        }
        if (modelled) {
            PolicyCheck.check(model.image(), name, demand.policy(), tally);
        }
        String version = result.format().map(format -> format.version().label()).orElse("");
        return judgement(name, result.end(),
                judged(tally, modelled ? aspect(model.image(), name) : Aspect.NONE),
                new Extent(result.records(), Unit.RECORD, version));
    }

    private Judgement set(String name, CheckpointFiles files, FindingTally tally, FindingSink sink)
            throws IOException {
        ImageLoader.Loaded loaded = ImageLoader.criu(files, sink);
        if (demand.target().isPresent() && restartable(loaded.result().end(), tally)) {
            demand.target().get().check(loaded.image(), Resources.NONE, files.name(), tally);
        }
        PolicyCheck.check(loaded.image(), files.name(), demand.policy(), tally);
        String version = loaded.image().criu().map(set -> "CRIU " + set.version()).orElse("");
        Unit unit = new File(name).isDirectory() ? Unit.FILE : Unit.MEMBER;
        return judgement(name, loaded.result().end(),
                judged(tally, aspect(loaded.image(), files.name())),
                new Extent(loaded.result().records(), unit, version));
    }

    /** A restart does not begin with an image that has errors, whatever a policy makes of them. */
    private static boolean restartable(ScanResult.End end, FindingTally tally) {
        return end == ScanResult.End.COMPLETE && tally.ruleViolations() == 0;
    }

    /** Without its form and its references no part of an image can be restarted. */
    private static boolean ofForm(Rule rule) {
        return rule.category() == Category.STRUCTURE || rule.category() == Category.REFERENCES;
    }

    /**
     * How findings are looked at.
     *
     * @param subjects names what a finding is about
     * @param wanted whether a place is in the part of the image that was asked for
     */
    private record Aspect(Function<Location, String> subjects, Predicate<Location> wanted) {
        static final Aspect NONE = new Aspect(where -> "", where -> true);
    }

    private Aspect aspect(Image image, String name) {
        return new Aspect(new Subjects(image, name)::of, demand.selection()
                .<Predicate<Location>>map(part -> new Part(image, part.apply(image))::has)
                .orElse(where -> true));
    }

    /** The findings of an image, and the numbers of those that count. */
    private record Found(List<Judged> kept, Tally tally) {}

    private Found judged(FindingTally tally, Aspect aspect) {
        List<Judged> kept = new ArrayList<>();
        long[] waived = new long[Severity.values().length];
        long[] left = new long[Severity.values().length];
        for (Finding finding : tally.kept()) {
            Judged judged = judged(finding, aspect.subjects().apply(finding.where()));
            int weight = judged.severity().ordinal();
            if (ofForm(finding.rule()) || aspect.wanted().test(finding.where())) {
                kept.add(judged);
                waived[weight] += judged.counts() ? 0 : 1;
            } else {
                left[weight]++;
            }
        }
        int error = Severity.ERROR.ordinal();
        int warning = Severity.WARNING.ordinal();
        return new Found(kept, new Tally(tally.errors() - waived[error] - left[error],
                tally.warnings() - waived[warning] - left[warning], LongStream.of(waived).sum(),
                tally.total() - LongStream.of(left).sum()));
    }

    private Judged judged(Finding finding, String subject) {
        Policy policy = demand.policy();
        LocalDate today = LocalDate.now(settings.clock());
        Optional<Waiver> holds = policy.waiver(finding, subject, waiver -> !waiver.expired(today));
        Optional<Waiver> expired = holds.isPresent() ? Optional.empty()
                : policy.waiver(finding, subject, waiver -> true);
        return new Judged(finding, policy.severity(finding), subject, holds, expired);
    }

    private static Judgement judgement(String name, ScanResult.End end, Found found, Extent extent) {
        return new Judgement(name, verdict(end, found.tally()), found.kept(), found.tally(), headline(found),
                extent, "");
    }

    /** The rule most worth explaining: of the first error, else of the first warning. */
    private static Optional<Rule> headline(Found found) {
        Optional<Judged> error = found.kept().stream()
                .filter(judged -> judged.counts() && judged.severity() == Severity.ERROR).findFirst();
        return error.or(() -> found.kept().stream()
                .filter(judged -> judged.counts() && judged.severity() != Severity.INFO).findFirst())
                .map(judged -> judged.finding().rule());
    }

    /** Nobody can say of an image that was not read to its end that it is valid, whatever the policy. */
    private static Verdict verdict(ScanResult.End end, Tally tally) {
        return switch (end) {
            case UNSUPPORTED -> Verdict.UNSUPPORTED;
            case BROKEN -> Verdict.INVALID;
            case FAILED, COMPLETE -> tally.errors() > 0 ? Verdict.INVALID : Verdict.VALID;
        };
    }
}
