// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and fails then, as a disk that is full. */
final class FullDisk extends OutputStream {
    private final OutputStream out;
    private int room;

    FullDisk(OutputStream out, int room) {
        this.out = out;
        this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
        out.write(bytes, from, Math.min(n, room));
        if (n > room) {
            throw new IOException("No space left on device");
        }
        room -= n;
    }

    /** Throws whatever it is given. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable cause) throws T {
        throw (T) cause;
    }
}
