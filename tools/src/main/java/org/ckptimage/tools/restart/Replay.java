// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.run.Launch;
import org.ckptimage.restart.run.RestartBinary;
import org.ckptimage.restart.run.RestartException;
import org.ckptimage.restart.run.RestartProcess;
import org.ckptimage.restart.run.RestartResult;

/** Restarts what was planned. Whatever ends this process ends all tasks that were not released. */
public final class Replay {
    private static final int SIGNAL = 0x7f;
    private static final int BY_SIGNAL = 128;

    private final Planned planned;
    private final RestartPlan plan;

    /** What becomes of the tasks once all are there. */
    public enum Then {
        /** They wait until the end of input, or of this process. */
        HOLD,
        /** They wait until somebody ends them. */
        DETACH,
        /** One of them runs a command, the others end with it. */
        COMMAND
    }

    /** Takes what was made, before any task goes on. */
    public interface Made {
        /** Tells of it. */
        void tell(RestartResult result) throws IOException;
    }

    /** @param plan the plan of {@code planned}, perhaps with a command and other limits */
    public Replay(Planned planned, RestartPlan plan) {
        this.planned = planned;
        this.plan = plan;
    }

    /**
     * Runs it.
     *
     * @param input its end ends tasks that are held; empty if only a signal can
     * @return 0, or the exit code of the command
     * @throws RestartException with one line if it fails; nothing is left then
     */
    public int run(Then then, Optional<InputStream> input, Made made) throws IOException {
        RestartBinary binary = extracted();
        try {
            return run(binary, then, input, made);
        } catch (RestartException e) {
            throw e.failure().isEmpty() ? e
                    : new RestartException(new StepText(planned).failure(e.failure().get()), e);
        } finally {
            binary.close();
        }
    }

    private int run(RestartBinary binary, Then then, Optional<InputStream> input,
            Made made) throws IOException {
        try (RestartProcess process = RestartProcess.start(new Launch(binary), plan, event -> { })) {
            Thread hook = new Thread(() -> end(process, binary));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                RestartResult result = process.awaitReady();
                binary.close();
                made.tell(result);
                return go(then, input, process);
            } finally {
                unhook(hook);
            }
        }
    }

    private static RestartBinary extracted() throws RestartException {
        try {
            return RestartBinary.extract();
        } catch (RestartException e) {
            throw e;
        } catch (IOException e) {
            throw new RestartException("cannot unpack ckpt-restart: " + e.getMessage(), e);
        }
    }

    private static void end(RestartProcess process, RestartBinary binary) {
        try {
            process.end();
            binary.close();
        } catch (IOException e) {
            // a file stays, but no task: the program ends with this process
            return;
        }
    }

    /** While this process ends the hook runs already, and that is as well. */
    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return;
        }
    }

    private static int go(Then then, Optional<InputStream> input, RestartProcess process) throws IOException {
        switch (then) {
            case HOLD -> hold(input, process);
            case DETACH -> process.release();
            case COMMAND -> {
                process.release();
                int status = process.awaitCommand();
                return (status & SIGNAL) != 0 ? BY_SIGNAL + (status & SIGNAL) : status >> 8;
            }
        }
        return 0;
    }

    private static void hold(Optional<InputStream> input, RestartProcess process) throws IOException {
        Thread reader = new Thread(() -> input.ifPresent(in -> drain(in, process)), "end of input");
        reader.setDaemon(true);
        reader.start();
        process.awaitEnd();
    }

    private static void drain(InputStream in, RestartProcess process) {
        byte[] ignored = new byte[1 << 10];
        try {
            while (in.read(ignored) >= 0) {
                continue;
            }
        } catch (IOException e) {
            // input that breaks is input that ends
            process.end();
            return;
        }
        process.end();
    }
}
