// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.formats.FormatVersion;

/**
 * What a recipe makes.
 *
 * @param name file name without suffix
 * @param version label the image is written in
 * @param expected rule that the image is there to break; null for an image without fault
 * @param image its bytes
 */
public record Recipe(String name, FormatVersion version, Rule expected, byte[] image) {
    /** Path of the image below the folder of test images: in {@code bad} if an error is expected. */
    public String path() {
        boolean bad = expected != null && expected.severity() == Severity.ERROR;
        return (bad ? "bad/" : "good/") + name + ".ckpt";
    }
}
