// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import org.ckptimage.tools.terminal.Visible;

/** An input that cannot be read, for reasons that are not in its bytes. */
final class InputTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    InputTrouble(String name, IOException cause) {
        super(Visible.of(name) + ": cannot read: " + Visible.of(why(cause)), cause);
    }

    private static String why(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
