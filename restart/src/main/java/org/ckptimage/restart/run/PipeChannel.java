// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Standard input and output of the program. */
final class PipeChannel implements OrderChannel {
    private InputStream events = InputStream.nullInputStream();
    private OutputStream orders = OutputStream.nullOutputStream();

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        events = process.getInputStream();
        orders = process.getOutputStream();
        return process;
    }

    @Override
    public InputStream events() {
        return events;
    }

    @Override
    public OutputStream orders() {
        return orders;
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            // what could not be flushed was for a program that is gone
            orders = OutputStream.nullOutputStream();
        }
    }
}
