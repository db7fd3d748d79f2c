// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.capture.proc.ProcText;
import org.ckptimage.restart.capture.proc.TaskStatus;

/**
 * Who restarts: one snapshot of credentials, against which every step is authorised.
 *
 * @param users its user ids
 * @param groups its group ids
 * @param groupinfo its supplementary groups
 * @param caps its capability sets and securebits
 * @param lastCap highest capability of the kernel
 */
public record Caller(Cred.Ids users, Cred.Ids groups, GroupList groupinfo, Cred.Caps caps, int lastCap) {
    private static final int USUAL_LAST_CAP = 40;
    private static final int SYSCTL_BYTES = 64;

    public Caller {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(groupinfo);
        Objects.requireNonNull(caps);
    }

    /** The caller of this program. Its securebits are taken for 0, since {@code /proc} does not tell. */
    public static Caller current() throws IOException {
        TaskStatus status = ProcText.status(Files.readString(Path.of("/proc/self/status"),
                StandardCharsets.ISO_8859_1));
        TaskStatus.Sets sets = status.sets();
        return new Caller(status.users(), status.groups(), status.groupinfo(),
                new Cred.Caps(sets.inheritable(), sets.permitted(), sets.effective(), sets.bounding(), 0),
                readLastCap());
    }

    /** A file of sysctl gives its text to the first read alone, so that has to be large enough. */
    private static int readLastCap() throws IOException {
        Path file = Path.of("/proc/sys/kernel/cap_last_cap");
        if (!Files.isReadable(file)) {
            return USUAL_LAST_CAP;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(SYSCTL_BYTES), StandardCharsets.US_ASCII);
            return Integer.parseInt(text.strip());
        }
    }

    /** All capabilities that the kernel has. */
    public long all() {
        return lastCap >= Long.SIZE - 1 ? -1L : (1L << (lastCap + 1)) - 1;
    }

    /** Whether it may use a capability. */
    public boolean has(Capability capability) {
        return capability.in(caps.effective());
    }
}
