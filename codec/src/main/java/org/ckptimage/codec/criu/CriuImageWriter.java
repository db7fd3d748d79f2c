// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.io.ByteOrderView;

/** Writes one image file: a head, then entries and the bytes behind them. Does not close the stream. */
public final class CriuImageWriter {
    private final OutputStream out;
    private final byte[] word = new byte[Integer.BYTES];

    /** A file that begins with {@code head}. */
    public CriuImageWriter(OutputStream out, ImageHead head) throws IOException {
        this.out = out;
        if (head.prefix() != ImageHead.Prefix.NONE) {
            word((int) head.prefix().magic());
        }
        word((int) head.magic());
    }

    /** Writes a message with its size. */
    public void message(byte[] message) throws IOException {
        word(message.length);
        out.write(message);
    }

    /** Writes bytes that follow the last message. */
    public void extra(byte[] bytes, int from, int n) throws IOException {
        out.write(bytes, from, n);
    }

    private void word(int value) throws IOException {
        ByteOrderView.LITTLE.putI32(word, 0, value);
        out.write(word);
    }
}
