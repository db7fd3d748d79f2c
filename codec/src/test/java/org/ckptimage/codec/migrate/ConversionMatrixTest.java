// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;

/**
 * From every label to every label: either refused for a reason in the table below, or the result is valid, is
 * recognised as the target, and has the same people in it.
 */
class ConversionMatrixTest {
    /** What an image has in it, and the first layout that can say it. */
    private record Household(UnaryOperator<Households> fill, FormatVersion since) {}

    /** Refusals because of contents; those of the platform follow from {@link #platform}. */
    private static final Map<String, Household> HOUSEHOLDS = households();

    private static Map<String, Household> households() {
        Map<String, Household> all = new LinkedHashMap<>();
        all.put("creds", new Household(h -> h, V14_CREDS));
        all.put("sysv", new Household(Households::ipc, V14_CREDS));
        all.put("sockets", new Household(Households::sockets, V18));
        all.put("terminal", new Household(Households::terminal, V18));
        all.put("eventfd", new Household(Households::eventfd, V19_DEV));
        all.put("epoll", new Household(Households::epoll, V19_DEV));
        all.put("dropped", new Household(h -> h.labels().network().undo().nestedPids(5, 4).ipc(), V14_CREDS));
        return all;
    }

    /** Refusals because of version and architecture alone. */
    private static Optional<Rule> platform(FormatVersion from, Abi abi, FormatVersion to) {
        if (abi.archId(to) < 0) {
            return Optional.of(Rule.CKS018);
        }
        boolean noCreds = from == V16 && to != V16;
        return noCreds ? Optional.of(Rule.CKS012) : Optional.empty();
    }

    private static Optional<Rule> expected(FormatVersion from, Abi abi, FormatVersion to,
            Household household) {
        Optional<Rule> refusal = platform(from, abi, to);
        return refusal.isEmpty() && !to.since(household.since) ? Optional.of(Rule.CKS012) : refusal;
    }

    @Test
    void everyLabelToEveryLabel() throws IOException {
        int converted = 0;
        int turn = 0;
        for (FormatVersion from : FormatVersion.values()) {
            List<Abi> abis = Arrays.stream(Abi.values()).filter(a -> a.archId(from) >= 0).toList();
            for (Map.Entry<String, Household> entry : HOUSEHOLDS.entrySet()) {
                if (!from.since(entry.getValue().since)) {
                    continue;
                }
                Abi abi = abis.get(turn++ % abis.size());
                byte[] image = Converted.composed(entry.getValue().fill.apply(new Households())
                        .in(new ImagePlan(from, abi, ImagePlan.usualOrder(abi))));
                for (FormatVersion to : FormatVersion.values()) {
                    String where = entry.getKey() + " on " + abi + " from " + from + " to " + to;
                    Optional<Rule> refusal = expected(from, abi, to, entry.getValue());
                    converted += judge(image, to, ImagePlan.usualOrder(abi), refusal, where);
                }
            }
        }
        assertTrue(converted > 1000, converted + " conversions");
    }

    /** Converts and judges; returns 1 if it was not refused. */
    private static int judge(byte[] image, FormatVersion to, ByteOrderView order, Optional<Rule> refusal,
            String where) throws IOException {
        try {
            Converted result = Converted.of(image, to, order);
            assertTrue(refusal.isEmpty(), where + " is not refused by " + refusal);
            judge(image, result, to, order, where);
            return 1;
        } catch (ImageException e) {
            assertEquals(refusal, Optional.of(e.finding().rule()), where + ": " + e.getMessage());
            return 0;
        }
    }

    private static void judge(byte[] source, Converted result, FormatVersion to, ByteOrderView order,
            String where) {
        Scanned scanned = Scanned.of(result.image());
        ImageFormat format = scanned.result().format().orElseThrow();
        boolean unusual = order != ImagePlan.usualOrder(format.abi())
                && (format.abi().x86() || format.abi() == Abi.S390X);
        List<String> errors = scanned.findings().stream().filter(f -> f.severity() == Severity.ERROR)
                .filter(f -> !unusual || f.rule() != Rule.CKS018).map(Finding::text).toList();
        assertEquals(List.of(), errors, where);
        assertEquals(result.image().length, scanned.result().bytes(), where);
        assertTrue(format.candidates().contains(to), where + " is read as " + format);
        assertEquals(order, format.order(), where);
        FormatVersion poorest = poorest(Scanned.of(source).result().format().orElseThrow().version(), to);
        assertEquals(Meaning.of(source, poorest), Meaning.of(result.image(), poorest), where);
    }

    /** Of two layouts the one that says less about creds. */
    private static FormatVersion poorest(FormatVersion one, FormatVersion other) {
        if (one == V16 || other == V16) {
            return V16;
        }
        return one == V14_CREDS || other == V14_CREDS ? V14_CREDS : V18;
    }

    @Test
    void everyGoodImageToAFewLabels() throws IOException {
        FormatVersion[] labels = {V14_CREDS, V16, V18, V19_RC2_X86_64, V19, V20_PIDNS, V21, V23_RC1,
                V23_RC2, V23_SAMSUNG};
        int converted = 0;
        int turn = 0;
        for (String path : ImageFiles.in("good")) {
            byte[] image = ImageFiles.bytes(path);
            for (int i = 0; i < 3; i++) {
                converted += sample(image, labels[turn++ % labels.length], path);
            }
        }
        assertTrue(converted > 150, converted + " conversions");
    }

    @Test
    void realImagesOfAKernel() throws IOException {
        for (String path : ImageFiles.in("real")) {
            byte[] image = ImageFiles.bytes(path);
            if (Scanned.of(image).hasError()) {
                continue;
            }
            for (FormatVersion to : List.of(V19_RC2_X86_64, V19_RC3, V21, V23_RC1, V23_RC2)) {
                assertEquals(1, sample(image, to, path), path + " to " + to);
            }
        }
    }

    @Test
    void randomImagesInEitherByteOrder() throws IOException {
        Random random = new Random(4);
        FormatVersion[] labels = FormatVersion.values();
        int converted = 0;
        for (long seed = 1000; seed < 1250; seed++) {
            byte[] image = Converted.composed(RandomImages.of(seed));
            FormatVersion to = labels[random.nextInt(labels.length)];
            ByteOrderView order = ByteOrderView.values()[random.nextInt(2)];
            converted += sample(image, to, order, "seed " + seed);
        }
        assertTrue(converted > 130, converted + " conversions");
    }

    private static int sample(byte[] image, FormatVersion to, String where) throws IOException {
        ByteOrderView order = Scanned.of(image).result().format().orElseThrow().order();
        return sample(image, to, order, where);
    }

    /** Converts; a refusal must be one of those that the contents of an image can cause. */
    private static int sample(byte[] image, FormatVersion to, ByteOrderView order, String where)
            throws IOException {
        ImageFormat format = Scanned.of(image).result().format().orElseThrow();
        String all = where + ", " + format.version() + " on " + format.abi() + " to " + to + " " + order;
        Optional<Rule> platform = platform(format.version(), format.abi(), to);
        try {
            Converted result = Converted.of(image, to, order);
            assertTrue(platform.isEmpty(), all);
            judge(image, result, to, order, all);
            return 1;
        } catch (ImageException e) {
            boolean contents = platform.isEmpty() && e.finding().rule() == Rule.CKS012 && !to.since(V19_DEV);
            assertTrue(contents || platform.isPresent() && platform.get() == e.finding().rule(),
                    all + ": " + e.getMessage());
            return 0;
        }
    }
}
