// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.IOException;
import org.ckptimage.tools.terminal.Terminal;

/** Nobody takes the output any more, so reading on is idle. */
public final class ClosedOutput extends IOException {
    private static final long serialVersionUID = 1L;

    private ClosedOutput() {
        super("output closed");
    }

    static void check(Terminal terminal) throws ClosedOutput {
        if (terminal.closed()) {
            throw new ClosedOutput();
        }
    }
}
