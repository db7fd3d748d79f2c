// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.restart.capture.Capture;
import org.ckptimage.restart.capture.Captured;
import org.ckptimage.tools.output.OutputTarget;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** One run of {@code checkpoint}: captures, tells what the image does not say, writes. */
public final class CheckpointRun {
    private static final int BUFFER = 1 << 16;

    private final Terminal terminal;
    private final Clock clock;

    /**
     * @param terminal is told what the image does not say
     * @param clock gives the time of capture
     */
    public CheckpointRun(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * Captures a process into an image. The tasks run on before the first byte is written.
     *
     * @param target is looked at before any task is
     * @param compression of the image; empty for none
     * @throws org.ckptimage.restart.capture.CaptureException if the process could not be captured
     */
    public void run(int pid, Capture.Scope scope, OutputTarget target, Optional<Compression> compression)
            throws IOException {
        target.check();
        Captured captured = new Capture(clock).take(pid, scope);
        captured.warnings().forEach(warning -> terminal.say("warning: " + Visible.of(warning)));
        target.write(out -> {
            try (OutputStream packed = compression.isPresent() ? compression.get().to(out)
                    : new BufferedOutputStream(out, BUFFER)) {
                ImageComposer.write(captured.plan(), packed);
            }
        });
    }
}
