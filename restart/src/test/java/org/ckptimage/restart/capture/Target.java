// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running process to capture (src/test/c/target.c). */
final class Target implements Closeable {
    private static final Path PROGRAM = Path.of("target", "test-classes", "native", "target");

    private final Process process;
    private final BufferedReader lines;
    private final int pid;

    /** Starts it, behind the words of a command that starts it with other credentials. */
    Target(String mode, String... prefix) throws IOException {
        List<String> words = new ArrayList<>(List.of(prefix));
        words.add(PROGRAM.toAbsolutePath().toString());
        words.add(mode);
        process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.US_ASCII));
        pid = Integer.parseInt(line().substring("ready ".length()));
    }

    /** The process to capture. */
    int pid() {
        return pid;
    }

    /** The process that was started. */
    int parent() {
        return (int) process.pid();
    }

    /** What it says next. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the target ended");
        }
        return line;
    }

    /** Gives it a byte of input. */
    void poke() throws IOException {
        process.getOutputStream().write('.');
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
