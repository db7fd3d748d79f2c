// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

/** Numbers of the capabilities that a restart may take (linux/capability.h). */
final class Capability {
    static final int SETGID = 6;
    static final int SETUID = 7;
    static final int SETPCAP = 8;
    static final int SYS_ADMIN = 21;
    static final int SETFCAP = 31;
    static final int CHECKPOINT_RESTORE = 40;

    private Capability() {}
}
