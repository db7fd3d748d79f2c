// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.IOException;
import java.io.InputStream;

/** A single byte of a stream that is read in blocks. */
public final class SingleByte {
    private SingleByte() {}

    /** What {@link InputStream#read()} gives, by way of the read of blocks. */
    public static int of(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
