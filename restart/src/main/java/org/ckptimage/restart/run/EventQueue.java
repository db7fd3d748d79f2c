// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines of the program, read by a thread of their own, so that waiting for one can end. */
final class EventQueue {
    private static final int MOST_LINE = 4096;
    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    EventQueue(InputStream in) {
        Thread reader = new Thread(() -> read(in), "ckpt-restart events");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        byte[] line = new byte[MOST_LINE];
        int length = 0;
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    lines.add(new String(line, 0, length, StandardCharsets.US_ASCII));
                    length = 0;
                } else if (length < MOST_LINE) {
                    line[length++] = (byte) c;
                }
            }
        } catch (IOException e) {
            // a pipe that breaks ends as one that is closed
            lines.add(END);
            return;
        }
        lines.add(END);
    }

    /**
     * The next event; empty at the end.
     *
     * @throws RestartException if none comes in time
     */
    Optional<RestartEvent> next(Duration patience) throws RestartException {
        try {
            String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new RestartException("ckpt-restart said nothing for " + patience.toMillis() + " ms");
            }
            if (line.equals(END)) {
                lines.add(END);
                return Optional.empty();
            }
            return Optional.of(EventParser.parse(line));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestartException("interrupted", e);
        }
    }
}
