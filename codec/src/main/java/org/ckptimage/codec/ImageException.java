// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.IOException;
import org.ckptimage.codec.diag.Finding;

/** The input is not what the format says and reading cannot go on; carries the one finding that tells why. */
public final class ImageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public ImageException(Finding finding) {
        super(finding.text());
        this.finding = finding;
    }

    public ImageException(Finding finding, Throwable cause) {
        super(finding.text(), cause);
        this.finding = finding;
    }

    /** What is wrong, and where. */
    public Finding finding() {
        return finding;
    }
}
