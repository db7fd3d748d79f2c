// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.restart.run.RestartBinary;

/** The program {@code ckpt-capture}: requests go in, lines come out. Closing it lets all tasks go on. */
final class CaptureProgram implements Closeable {
    private static final String END = "end";

    private final RestartBinary binary;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    private CaptureProgram(RestartBinary binary, Process process) {
        this.binary = binary;
        this.process = process;
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.US_ASCII));
    }

    static CaptureProgram start() throws IOException {
        RestartBinary binary = RestartBinary.extract("ckpt-capture");
        try {
            ProcessBuilder builder = new ProcessBuilder(binary.file().toString());
            builder.environment().clear();
            return new CaptureProgram(binary, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException e) {
            binary.close();
            throw e;
        }
    }

    /** Number of the program itself. */
    long pid() {
        return process.pid();
    }

    private List<String[]> ask(String request) throws IOException {
        requests.write(request + "\n");
        requests.flush();
        List<String[]> lines = new ArrayList<>();
        for (String line = answers.readLine(); !END.equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("ckpt-capture ended without an answer to: " + request);
            }
            lines.add(line.split(" "));
        }
        return lines;
    }

    /** Name of the error in an answer; empty if there is none. */
    private static Optional<String> error(List<String[]> lines) {
        return lines.stream().filter(words -> words[0].equals("error")).map(words -> words[words.length - 1])
                .findFirst();
    }

    /** Stops a thread until this is closed; tells the error if that cannot be. */
    Optional<String> stop(int tid) throws IOException {
        return error(ask("stop " + tid));
    }

    /** The user namespaces from that of a task up to, and without, the own one. */
    List<SpaceLink> spaces(int tid) throws IOException {
        List<String[]> lines = ask("spaces " + tid);
        Optional<String> error = error(lines);
        if (error.isPresent()) {
            throw new CaptureException(tid, error.get(), "its user namespaces cannot be seen");
        }
        return lines.stream().map(words -> new SpaceLink(Long.parseLong(words[1]), Long.parseLong(words[2]),
                Long.parseLong(words[3]))).toList();
    }

    /** Number of a process that was put into the user namespace so many levels above that of a task. */
    int enter(int tid, int levels) throws IOException {
        List<String[]> lines = ask("enter " + tid + " " + levels);
        Optional<String> error = error(lines);
        if (error.isPresent()) {
            throw new CaptureException(tid, error.get(),
                    "a user namespace above it has no task, and cannot be entered to read its maps");
        }
        return Integer.parseInt(lines.get(0)[1]);
    }

    /**
     * What the kernel tells of all tasks by a program of the caller; nothing if the caller may not load
     * one.
     */
    Map<Integer, HiddenCred> creds() throws IOException {
        List<String[]> lines = ask("creds");
        Map<Integer, HiddenCred> creds = new HashMap<>();
        if (error(lines).isEmpty()) {
            lines.forEach(words -> creds.put(Integer.valueOf(words[1]), HiddenCred.parse(words)));
        }
        return creds;
    }

    @Override
    public void close() throws IOException {
        try {
            requests.close();
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            answers.close();
            binary.close();
        }
    }
}
