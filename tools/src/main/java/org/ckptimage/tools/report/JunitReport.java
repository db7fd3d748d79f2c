// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.input.Judged;
import org.ckptimage.tools.input.Judgement;
import org.ckptimage.tools.input.Judgement.Verdict;
import org.ckptimage.tools.input.JudgementSink;
import org.ckptimage.tools.present.FindingText;
import org.ckptimage.tools.terminal.Palette;

/**
 * Judgements as JUnit XML: a suite for each image; in it a test that is the reading of the image, and one for
 * each rule of the catalogue, whatever was found, so that names stay the same from run to run. A test fails
 * if a finding of its rule is heavy enough, is skipped if all are waived, and else passes with their text.
 */
public final class JunitReport implements JudgementSink {
    private static final String READING = "read to its end";

    private final PrintWriter out;
    private final Markup xml;
    private final Severity least;

    /** How a test ends. */
    private enum Outcome { PASSED, FAILED, SKIPPED }

    /** @param least the lightest weight that makes a test fail */
    public JunitReport(PrintWriter out, Severity least) {
        this.out = out;
        this.xml = new Markup(out);
        this.least = least;
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.open("testsuites", "name", "ckpt-image validate");
    }

    @Override
    public void take(Judgement judgement) {
        Map<Rule, List<Judged>> found = new EnumMap<>(Rule.class);
        judgement.findings().forEach(judged -> found
                .computeIfAbsent(judged.finding().rule(), rule -> new ArrayList<>()).add(judged));
        long failed = found.values().stream().filter(all -> outcome(all) == Outcome.FAILED).count();
        long skipped = found.values().stream().filter(all -> outcome(all) == Outcome.SKIPPED).count();
        boolean read = judgement.verdict() == Verdict.VALID || judgement.verdict() == Verdict.INVALID;
        xml.open("testsuite", "name", judgement.image(), "tests", Integer.toString(Rule.values().length + 1),
                "failures", Long.toString(failed + (cut(judgement) ? 1 : 0)), "errors", read ? "0" : "1",
                "skipped", Long.toString(skipped), "time", "0");
        reading(judgement);
        for (Rule rule : Rule.values()) {
            test(judgement.image(), rule + " " + rule.title(), found.getOrDefault(rule, List.of()));
        }
        xml.close();
        out.flush();
    }

    /** True if an image is invalid though no finding says so: the policy made little of what cut it. */
    private static boolean cut(Judgement judgement) {
        return judgement.verdict() == Verdict.INVALID && judgement.tally().errors() == 0;
    }

    private void reading(Judgement judgement) {
        xml.open("testcase", "name", READING, "classname", judgement.image(), "time", "0");
        switch (judgement.verdict()) {
            case VALID -> { }
            case INVALID -> {
                if (cut(judgement)) {
                    xml.leaf("failure", "", "type", "cut", "message", "not read to its end");
                }
            }
            case UNSUPPORTED -> xml.leaf("error", "", "type", "unsupported", "message",
                    "unsupported version, flag or architecture");
            case UNREADABLE -> xml.leaf("error", "", "type", "unreadable", "message", judgement.trouble());
        }
        xml.close();
    }

    private Outcome outcome(List<Judged> all) {
        if (all.stream().anyMatch(judged -> judged.counts() && judged.severity().compareTo(least) <= 0)) {
            return Outcome.FAILED;
        }
        return !all.isEmpty() && all.stream().noneMatch(Judged::counts) ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private void test(String image, String name, List<Judged> all) {
        String[] attributes = {"name", name, "classname", image, "time", "0"};
        if (all.isEmpty()) {
            xml.empty("testcase", attributes);
            return;
        }
        String first = all.get(0).finding().detail();
        String message = all.size() == 1 ? first : all.size() + " findings, the first: " + first;
        xml.open("testcase", attributes);
        switch (outcome(all)) {
            case FAILED -> lines("failure", all, "type", all.get(0).finding().rule().name(),
                    "message", message);
            case SKIPPED -> {
                xml.empty("skipped", "message", "waived until " + all.get(0).waiver().orElseThrow().expires()
                        + ": " + all.get(0).waiver().orElseThrow().reason());
                lines("system-out", all);
            }
            case PASSED -> lines("system-out", all);
        }
        xml.close();
    }

    private void lines(String element, List<Judged> all, String... attributes) {
        xml.open(element, attributes);
        for (Judged judged : all) {
            out.print('\n');
            xml.text(FindingText.line(judged, Palette.PLAIN));
        }
        xml.close();
    }

    @Override
    public void end(int status) {
        xml.close();
        out.print('\n');
    }
}
