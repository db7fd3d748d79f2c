// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.tools.terminal.Terminal;

/** Standard output, which breaks the work off once nobody takes it any more. */
final class StandardStream extends OutputStream {
    private final Terminal terminal;
    private final OutputStream out;

    StandardStream(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.bytes();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
        out.write(bytes, from, n);
        goOn();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
        goOn();
    }

    private void goOn() throws OutputTrouble {
        if (terminal.closed()) {
            throw new OutputTrouble(OutputTarget.STANDARD, "closed");
        }
    }
}
