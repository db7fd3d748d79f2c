// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** What the threads of a process have in common: limits, timers, terminal, pending signals. */
public final class SignalPlan {
    TtyPlan tty;
    int foreground;
    long[] limits = {};
    final List<PendingPlan> pending = new ArrayList<>();

    /** Gives the process a controlling terminal. */
    public SignalPlan terminal(TtyPlan terminal, int foregroundGroup) {
        tty = terminal;
        foreground = foregroundGroup;
        return this;
    }

    /** Resource limits, soft and hard in turn, in the order of the kernel; -1 for none. */
    public SignalPlan limits(long... softAndHard) {
        limits = softAndHard.clone();
        return this;
    }

    /** Adds a signal that waits for any thread. */
    public SignalPlan pending(PendingPlan signal) {
        pending.add(signal);
        return this;
    }
}
