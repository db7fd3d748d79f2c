// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.io.Reopenable;

/** One step of a conversion. */
@FunctionalInterface
public interface Step {
    /**
     * Reads an input, as often as it needs to, and writes what becomes of it.
     *
     * @param out neither flushed nor closed by the caller before the step is over
     */
    void run(Reopenable in, OutputStream out) throws IOException;
}
