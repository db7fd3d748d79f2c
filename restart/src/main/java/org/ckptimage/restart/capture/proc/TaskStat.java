// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture.proc;

/**
 * What {@code /proc/PID/stat} says of a task.
 *
 * @param state a letter: R runs, Z is a zombie, t is stopped by a tracer
 * @param ppid its parent
 * @param flags PF flags of the kernel
 * @param exitSignal signal that its parent gets at its end; -1 in a thread
 * @param exitCode what wait will see of it; 0 if the reader may not know
 * @param startTime when it began, in ticks: tells two tasks with one number apart
 */
public record TaskStat(char state, int ppid, long flags, int exitSignal, int exitCode, long startTime) {
    /** True if it may change at any moment. */
    public boolean running() {
        return state == 'R';
    }

    /** True if it is dead and waits for its parent. */
    public boolean zombie() {
        return state == 'Z';
    }

    /** True if it is about to vanish. */
    public boolean vanishing() {
        return state == 'X' || state == 'x';
    }
}
