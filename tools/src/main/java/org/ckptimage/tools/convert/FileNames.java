// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.nio.file.Path;
import org.ckptimage.codec.json.PageSource;

/**
 * What the user calls input and output.
 *
 * @param in {@code -} for standard input
 * @param out {@code -} for standard output
 */
public record FileNames(String in, String out) {
    private static final String STANDARD = "-";

    /** The input as the output, a document, refers to it: seen from the folder of the document. */
    String reference() {
        if (in.equals(STANDARD)) {
            return in;
        }
        return folder(out).relativize(Path.of(in).toAbsolutePath().normalize()).toString();
    }

    /** Gives pages that the input, a document, refers to. */
    PageSource references() {
        return new FileReferences(folder(in));
    }

    private static Path folder(String file) {
        return Path.of(file).toAbsolutePath().normalize().getParent();
    }
}
