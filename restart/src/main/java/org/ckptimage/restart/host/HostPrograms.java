// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.OptionalLong;

/** What only a program tells of a machine. */
public interface HostPrograms {
    /** The machine, as the kernel names it. */
    String architecture();

    /** Version of the CRIU that would be run; empty if there is none, or if it does not tell. */
    String criuVersion();

    /** Securebits that a program of this process has; empty if no program of ours runs here. */
    OptionalLong securebits();

    /** Those of this machine. */
    static HostPrograms standard() {
        return new LocalPrograms();
    }
}
