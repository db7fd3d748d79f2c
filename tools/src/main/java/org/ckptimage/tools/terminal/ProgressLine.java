// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;

/** Counts what is read, and after a second tells a watcher how far it is; erased at the end. */
public final class ProgressLine extends FilterInputStream {
    private static final long FIRST = 1_000_000_000L;
    private static final long NEXT = 200_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final String name;
    private final long size;
    private long read;
    private long due = System.nanoTime() + FIRST;
    private boolean shown;

    /**
     * @param in the input
     * @param err a screen
     * @param name what is read
     * @param size bytes in all; 0 if unknown
     */
    public ProgressLine(InputStream in, PrintWriter err, String name, long size) {
        super(in);
        this.err = err;
        this.name = Visible.of(name);
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        int got = in.read();
        advance(got < 0 ? 0 : 1);
        return got;
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        int got = in.read(bytes, from, n);
        advance(Math.max(0, got));
        return got;
    }

    private void advance(int n) {
        read += n;
        long now = System.nanoTime();
        if (now - due < 0) {
            return;
        }
        due = now + NEXT;
        shown = true;
        String percent = size > 0 ? " " + Math.min(100, read * 100 / size) + "%," : "";
        err.print(ERASE + "reading " + name + percent + " " + Size.human(read));
        err.flush();
    }

    @Override
    public void close() throws IOException {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
        super.close();
    }
}
