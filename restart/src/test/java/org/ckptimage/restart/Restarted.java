// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.run.Launch;
import org.ckptimage.restart.run.RestartBinary;
import org.ckptimage.restart.run.RestartEvent;
import org.ckptimage.restart.run.RestartException;
import org.ckptimage.restart.run.RestartFailure;
import org.ckptimage.restart.run.RestartProcess;
import org.ckptimage.restart.run.RestartResult;

/** Runs plans for a test and makes sure that nothing of them is left. */
public final class Restarted implements Closeable {
    private static final long LEFT_NANOS = 1_000_000_000L;

    private final RestartBinary binary;
    private final Launch launch;
    private final List<RestartEvent> events = new ArrayList<>();
    private RestartProcess process;
    private RestartResult result;

    private Restarted(RestartBinary binary, List<String> prefix) {
        this.binary = binary;
        this.launch = new Launch(binary, prefix);
    }

    /** Restarts as this process. */
    public static Restarted asRoot() throws IOException {
        return new Restarted(RestartBinary.extract(), List.of());
    }

    /** Restarts as this process, behind the words of another command. */
    public static Restarted behind(String... words) throws IOException {
        return new Restarted(RestartBinary.extract(), List.of(words));
    }

    /** Restarts as uid 1000, without any capability. */
    public static Restarted asUser() throws IOException {
        return asUser("--inh-caps=-all");
    }

    /** Restarts as uid 1000 with capabilities as setpriv takes them. */
    public static Restarted asUser(String... capabilities) throws IOException {
        RestartBinary binary = RestartBinary.extract();
        Path directory = binary.file().getParent();
        for (Path path : List.of(directory, binary.file())) {
            Files.setAttribute(path, "unix:uid", 1000);
            Files.setAttribute(path, "unix:gid", 1000);
        }
        List<String> prefix = new ArrayList<>(List.of("setpriv", "--reuid", "1000", "--regid", "1000",
                "--clear-groups"));
        prefix.addAll(List.of(capabilities));
        return new Restarted(binary, prefix);
    }

    /** Restarts as uid 0, after setpriv changed what the words say. */
    public static Restarted asRootWith(String... words) throws IOException {
        List<String> prefix = new ArrayList<>(List.of("setpriv"));
        prefix.addAll(List.of(words));
        return new Restarted(RestartBinary.extract(), prefix);
    }

    /** Runs a plan until all tasks are there. */
    public Restarted ready(RestartPlan plan) throws IOException {
        start(plan, events::add);
        result = process.awaitReady();
        return this;
    }

    /** Starts a plan; {@code listener} sees what happens. */
    public RestartProcess start(RestartPlan plan, Consumer<RestartEvent> listener) throws IOException {
        process = RestartProcess.start(launch, plan, listener);
        return process;
    }

    /** Runs a plan that fails, and tells why; nothing is left of it. */
    public RestartFailure failure(RestartPlan plan) throws IOException {
        try {
            ready(plan);
        } catch (RestartException e) {
            assertNothingLeft();
            return e.failure().orElseThrow(() -> e);
        }
        throw new AssertionError("it worked: " + result);
    }

    /** Waits until the program has ended by itself. */
    public void awaitEnd() {
        ProcessHandle.of(process.pid()).ifPresent(handle -> handle.onExit().join());
    }

    /** The running program. */
    public RestartProcess process() {
        return process;
    }

    /** What was made. */
    public RestartResult result() {
        return result;
    }

    /** Pid of a task of the plan. */
    public int pid(int task) {
        return result.pids().get(task);
    }

    /** Status of a task of the plan. */
    public ProcFile status(int task) {
        return ProcFile.status(Integer.toString(pid(task)));
    }

    /** Fails if a process runs the program within a second of now. */
    public void assertNothingLeft() throws IOException {
        assertNothingLeft(binary.file());
    }

    /** The same for a program that another process started. */
    public static void assertNothingLeft(Path file) throws IOException {
        long end = System.nanoTime() + LEFT_NANOS;
        List<String> left = running(file);
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            left = running(file);
        }
        assertEquals(List.of(), left, "left behind");
    }

    /** Processes that run a program, as paths in {@code /proc}. */
    public static List<String> running(Path file) throws IOException {
        String program = file.toString();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+")
                    && executable(path).startsWith(program)).map(Path::toString).toList();
        }
    }

    private static String executable(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends tasks that were let go, too. */
    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
            if (process.released()) {
                for (String path : running(binary.file())) {
                    ProcessHandle.of(Long.parseLong(path.substring("/proc/".length())))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        }
        assertNothingLeft();
        binary.close();
    }
}
