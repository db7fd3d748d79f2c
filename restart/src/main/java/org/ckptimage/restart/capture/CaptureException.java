// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;

/** A task that could not be captured. It runs on, and nothing was written. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int pid;
    private final String error;

    /**
     * @param pid of the task
     * @param error name of an error of the kernel, such as {@code EAGAIN}
     * @param message what it means here
     */
    public CaptureException(int pid, String error, String message) {
        super("pid " + pid + ": " + error + ": " + message);
        this.pid = pid;
        this.error = error;
    }

    /** The task. */
    public int pid() {
        return pid;
    }

    /** Such as {@code EAGAIN}: it changed all the time. */
    public String error() {
        return error;
    }
}
