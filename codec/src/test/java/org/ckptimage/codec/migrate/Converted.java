// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;

/** What a conversion gave. */
record Converted(byte[] image, List<Loss> losses) {
    /** Converts an image that has the name {@code image}. */
    static Converted of(byte[] image, FormatVersion version, ByteOrderView order) throws IOException {
        List<Loss> losses = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VersionConverter(version, order, Scanned.SETTINGS, losses::add)
                .convert(() -> new ByteSource(new ByteArrayInputStream(image), "image"), out);
        return new Converted(out.toByteArray(), losses);
    }

    /** The image of a plan. */
    static byte[] composed(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return out.toByteArray();
    }

    /** All losses, one a line, without the place: {@code lost: ...}. */
    List<String> lines() {
        return losses.stream().map(l -> l.line().replaceFirst("^image:0x[0-9a-f]+: ", "")).toList();
    }
}
