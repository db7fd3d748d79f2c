// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Standard output that never throws: after the first failure it swallows what comes, and tells at the end
 * whether the reader just left (a broken pipe) or the output could not be written.
 */
final class OutputFile extends OutputStream {
    private final OutputStream out;
    private IOException failure;

    OutputFile(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) {
        if (failure != null) {
            return;
        }
        try {
            out.write(bytes, from, n);
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void flush() {
        if (failure != null) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    boolean failed() {
        return failure != null;
    }

    /** Why the output is incomplete, unless its reader wanted no more. */
    Optional<String> trouble() {
        if (failure == null) {
            return Optional.empty();
        }
        String why = String.valueOf(failure.getMessage());
        boolean left = why.contains("Broken pipe") || why.contains("Connection reset");
        return left ? Optional.empty() : Optional.of(why);
    }
}
