// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanWriter;
import org.ckptimage.restart.plan.RestartPlan;

/**
 * One run of the program. Until {@link #release} all tasks end with it, and closing it ends it; after that
 * tasks that wait are on their own, and those beside a command still end with this.
 */
public final class RestartProcess implements Closeable {
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration END = Duration.ofSeconds(10);
    /** Beyond the limit of a phase, which the program itself keeps. */
    private static final int GRACE_MS = 5_000;

    private final Process process;
    private final RestartPlan plan;
    private final OrderChannel channel;
    private final EventQueue events;
    private final Duration patience;
    private final Consumer<RestartEvent> listener;
    private boolean released;
    private volatile boolean ending;

    private RestartProcess(Process process, RestartPlan plan, OrderChannel channel,
            Consumer<RestartEvent> listener) {
        this.process = process;
        this.plan = plan;
        this.channel = channel;
        this.events = new EventQueue(channel.events());
        this.patience = Duration.ofMillis((long) plan.limits().phase() + GRACE_MS);
        this.listener = listener;
    }

    /**
     * Starts the program with an empty environment and gives it the plan.
     *
     * @param launch how it is started: the words before its own, such as {@code setpriv} and options
     * @param plan what to do; judged by the program, so judge it before
     * @param listener sees everything it says
     */
    public static RestartProcess start(Launch launch, RestartPlan plan, Consumer<RestartEvent> listener)
            throws IOException {
        OrderChannel channel = plan.command().isPresent() ? OrderChannel.socket(launch.binary().socket())
                : OrderChannel.pipes();
        Process process;
        try {
            process = channel.start(launch.builder(channel.arguments()));
        } catch (IOException e) {
            channel.close();
            throw new RestartException("cannot start ckpt-restart: " + e.getMessage(), e);
        }
        RestartProcess run = new RestartProcess(process, plan, channel, listener);
        run.send(PlanWriter.bytes(plan));
        return run;
    }

    /** A program that refuses early closes its end; what it says then tells why. */
    private void send(byte... bytes) {
        try {
            OutputStream orders = channel.orders();
            orders.write(bytes);
            orders.flush();
        } catch (IOException e) {
            listener.accept(new RestartEvent.Phase("closed"));
        }
    }

    /**
     * Waits until all tasks are there and are as planned.
     *
     * @throws RestartException if that fails; nothing is left then
     */
    public RestartResult awaitReady() throws IOException {
        Told told = new Told();
        for (RestartEvent event = next(); !(event instanceof RestartEvent.Ready); event = next()) {
            told.take(event);
        }
        Optional<RestartFailure> difference = new IpcVerification(plan, told).difference()
                .or(new ProcCheck(plan, told, process.pid())::difference)
                .or(new FilesVerification(plan, told)::difference);
        if (difference.isPresent()) {
            close();
            throw new RestartException(difference.get());
        }
        told.pids.keySet().removeIf(at -> plan.tasks().get(at).kind() == PlanTask.Kind.GHOST);
        return new RestartResult(told.pids, told.spaces);
    }

    private RestartEvent next() throws IOException {
        return next(patience);
    }

    private RestartEvent next(Duration time) throws IOException {
        try {
            Optional<RestartEvent> event = events.next(time);
            if (event.isEmpty()) {
                throw new RestartException("ckpt-restart ended without a word");
            }
            listener.accept(event.get());
            if (event.get() instanceof RestartEvent.Failed failed) {
                throw new RestartException(failed.failure());
            }
            return event.get();
        } catch (RestartException e) {
            close();
            throw e;
        }
    }

    /** Lets all tasks go together. */
    public void release() throws IOException {
        send((byte) 'R');
        while (!(next() instanceof RestartEvent.Released)) {
            continue;
        }
        released = true;
    }

    /**
     * Waits for the end of the command of the plan and gives its wait status; all other tasks end with it.
     */
    public int awaitCommand() throws IOException {
        RestartEvent event = next(FOREVER);
        while (!(event instanceof RestartEvent.Exit)) {
            event = next();
        }
        return ((RestartEvent.Exit) event).status();
    }

    /**
     * Waits while all tasks are held, until {@link #end}.
     *
     * @throws RestartException if a task does not stay as it is; nothing is left then
     */
    public void awaitEnd() throws IOException {
        try {
            while (!ending) {
                next(FOREVER);
            }
        } catch (RestartException e) {
            if (!ending) {
                throw e;
            }
        }
    }

    /** Ends the program on purpose; may be called by another thread. */
    public void end() {
        ending = true;
        try {
            channel.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        await();
    }

    /** Number of the program itself. */
    public long pid() {
        return process.pid();
    }

    /** True once tasks that wait are on their own. */
    public boolean released() {
        return released;
    }

    /** Ends the program, and with it all tasks that were not released. */
    @Override
    public void close() throws IOException {
        channel.close();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
