// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;

/** In what form an image is written, in a few words. */
public final class ImageKind {
    private ImageKind() {}

    /** Such as {@code v23-rc2, x86_64, little-endian} or {@code CRIU 1.1, x86_64}; empty if unknown. */
    public static String describe(Image image) {
        return image.format().map(ImageKind::stream).or(() -> image.criu().map(ImageKind::set)).orElse("");
    }

    private static String stream(ImageFormat format) {
        return format.version().label() + ", " + format.abi().kernelName() + ", " + format.order().word()
                + "-endian";
    }

    private static String set(CriuSet set) {
        return "CRIU " + set.version() + (set.arch().isEmpty() ? "" : ", " + set.arch());
    }
}
