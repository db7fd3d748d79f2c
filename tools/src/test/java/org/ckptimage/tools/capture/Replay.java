// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.RestartOptions;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap;
import org.ckptimage.restart.planner.RestartPlanner;
import org.ckptimage.restart.run.Launch;
import org.ckptimage.restart.run.RestartBinary;
import org.ckptimage.restart.run.RestartProcess;

/** The tasks of an image, alive again with their numbers until this is closed. */
final class Replay implements Closeable {
    private static final int MOST_TASKS = 1000;

    private final Map<Integer, Integer> pids;

    private Replay(Map<Integer, Integer> pids) {
        this.pids = pids;
    }

    static Replay of(Path image) throws IOException {
        Planned planned = new RestartPlanner(Caller.current(), new RestartOptions(RestartOptions.Pids.KEEP,
                new UsernsMap(UsernsMap.Kind.CAPTURED, 0), RestartOptions.Caps.EXACT, MOST_TASKS))
                .plan(read(image));
        assertEquals(List.of(), planned.refusals());
        try (RestartBinary binary = RestartBinary.extract();
                RestartProcess process = RestartProcess.start(new Launch(binary),
                        planned.plan().orElseThrow(),
                        event -> { })) {
            Map<Integer, Integer> pids = process.awaitReady().pids();
            process.release();
            return new Replay(pids);
        }
    }

    private static Image read(Path image) throws IOException {
        ModelBuilder builder = new ModelBuilder();
        try (ByteSource source = ByteSource.of(image)) {
            new ImageScanner(source, ScanSettings.standard(), finding -> { }, builder).scan();
        }
        return builder.image();
    }

    /** Number of the first task. */
    int root() {
        return pids.get(0);
    }

    /** Ends the tasks, those that others wait for last, and waits until their numbers are free. */
    @Override
    public void close() {
        pids.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        pids.values().forEach(Replay::awaitEnd);
    }

    /** Waits until a number is free: whoever is not reaped yet has it still. */
    static void awaitEnd(int pid) {
        while (Files.exists(Path.of("/proc", Integer.toString(pid)))) {
            Thread.onSpinWait();
        }
    }
}
