// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ckptimage.tools.terminal.Visible;

/** An output that cannot be written. */
public final class OutputTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    OutputTrouble(String name, String why) {
        this(name, why, null);
    }

    OutputTrouble(String name, String why, Throwable cause) {
        super(Visible.of(name) + ": cannot write: " + Visible.of(why), cause);
    }

    /** The reason alone: messages of file systems begin with a path of their own. */
    static String why(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
