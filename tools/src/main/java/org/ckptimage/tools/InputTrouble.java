// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.ckptimage.tools.terminal.Visible;

/** An input that cannot be read, for reasons that are not in its bytes. */
final class InputTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    InputTrouble(String name, IOException cause) {
        super(Visible.of(name) + ": cannot read: " + Visible.of(why(cause)), cause);
    }

    /** The reason alone: messages of file systems begin with the name of the file. */
    private static String why(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
