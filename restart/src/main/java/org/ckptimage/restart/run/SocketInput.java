// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Reads a socket without the lock of {@code Channels.newInputStream}, which would keep a writer waiting. */
final class SocketInput extends InputStream {
    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(4096).flip();

    SocketInput(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        while (!bytes.hasRemaining()) {
            bytes.clear();
            int got = channel.read(bytes);
            bytes.flip();
            if (got < 0) {
                return -1;
            }
        }
        return bytes.get() & 0xff;
    }
}
