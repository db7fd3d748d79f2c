// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The two ways between this and the program: events come, orders go. Closing it ends the program. */
interface OrderChannel extends Closeable {
    /** By the standard streams of the program. */
    static OrderChannel pipes() {
        return new PipeChannel();
    }

    /** By a socket: a command then has the standard streams for itself. */
    static OrderChannel socket(Path path) throws IOException {
        return new SocketChannels(path);
    }

    /** Words that tell the program of it. */
    List<String> arguments();

    /** Starts the program with what this needs. */
    Process start(ProcessBuilder builder) throws IOException;

    /** What the program says. */
    InputStream events();

    /** What it is told. */
    OutputStream orders();
}
