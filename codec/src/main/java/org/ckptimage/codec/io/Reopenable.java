// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.io.IOException;

/** An input that can be read more than once, each time from its start. */
@FunctionalInterface
public interface Reopenable {
    /** The input at its start; the caller closes it. */
    ByteSource open() throws IOException;
}
