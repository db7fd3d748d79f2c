// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An output whose failures are told from those of the input: each is an {@link OutputTrouble}. Closing it
 * flushes; what it goes to is closed by others.
 */
final class GuardedStream extends OutputStream {
    private final OutputStream out;
    private final String name;
    private final String outcome;

    /** @param outcome what a failure leaves behind, for the message */
    GuardedStream(OutputStream out, String name, String outcome) {
        this.out = out;
        this.name = name;
        this.outcome = outcome;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
        try {
            out.write(bytes, from, n);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private OutputTrouble trouble(IOException e) {
        return new OutputTrouble(name, OutputTrouble.why(e) + outcome, e);
    }
}
