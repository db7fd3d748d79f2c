// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;

/** Images to rewrite, and rewriting in memory. */
final class Rewrites {
    private Rewrites() {}

    /** Rewrites one image. */
    interface Rewriting<T> {
        T rewrite(Reopenable image, ByteArrayOutputStream out) throws IOException;
    }

    /** Bytes and the report on them. */
    record Result<T>(byte[] bytes, T report) {}

    static <T> Result<T> run(byte[] image, Rewriting<T> rewriting) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(image.length);
        T report = rewriting.rewrite(() -> new ByteSource(new ByteArrayInputStream(image), "image"), out);
        return new Result<>(out.toByteArray(), report);
    }

    static Result<DedupReport> dedup(byte[] image) throws IOException {
        return run(image, new Dedup(Scanned.SETTINGS, finding -> { })::rewrite);
    }

    static byte[] inOrder(byte[] image) throws IOException {
        return run(image, Renumber.inOrder(Scanned.SETTINGS, finding -> { })::rewrite).bytes();
    }

    static Result<Integer> shuffled(byte[] image, long seed) throws IOException {
        return run(image, Renumber.shuffled(Scanned.SETTINGS, finding -> { }, seed)::rewrite);
    }

    /** Every image of the test images that is to be rewritten. */
    static Stream<String> images() {
        List<String> names = new ArrayList<>(ImageFiles.in("good"));
        names.addAll(ImageFiles.in("real"));
        names.addAll(ImageFiles.in("samples"));
        return names.stream();
    }

    static byte[] random(long seed) throws IOException {
        return compose(RandomImages.of(seed));
    }

    static byte[] compose(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }

    /** Rules of the findings, those left out that only inform. */
    static List<String> findings(byte[] image) {
        return Scanned.of(image).findings().stream().filter(f -> f.severity() != Severity.INFO)
                .map(f -> f.severity() + " " + f.rule()).sorted().toList();
    }
}
