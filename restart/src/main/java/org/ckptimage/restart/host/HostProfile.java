// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.restart.planner.Caller;

/**
 * What decides on a machine whether an image can be restarted there. What is not known is empty, and then
 * nothing is judged by it.
 *
 * @param caller who would restart
 * @param ambient ambient set of the caller, bit n for capability n
 * @param noNewPrivs whether the caller has {@code no_new_privs}: 0 or 1
 * @param kernel the kernel
 * @param userSpace the user namespace of the caller
 * @param security what else restricts the caller
 * @param machine the machine and its programs
 */
public record HostProfile(Caller caller, long ambient, OptionalInt noNewPrivs, Kernel kernel,
        UserSpace userSpace, Security security, Machine machine) {
    public HostProfile {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(noNewPrivs);
        Objects.requireNonNull(kernel);
        Objects.requireNonNull(userSpace);
        Objects.requireNonNull(security);
        Objects.requireNonNull(machine);
    }

    /** A caller on a machine of which nothing is known. */
    public static HostProfile of(Caller caller) {
        return new HostProfile(caller, 0, OptionalInt.empty(), Kernel.UNKNOWN, UserSpace.UNKNOWN,
                Security.UNKNOWN, Machine.UNKNOWN);
    }

    /** The same machine with another caller. */
    public HostProfile with(Caller other) {
        return new HostProfile(other, ambient, noNewPrivs, kernel, userSpace, security, machine);
    }

    /**
     * The kernel.
     *
     * @param release such as {@code 6.18.2}; empty if unknown
     * @param ngroupsMax most supplementary groups
     * @param pidMax no task has this number or a higher one
     * @param overflowUid what an unmapped uid is shown as
     * @param overflowGid what an unmapped gid is shown as
     */
    public record Kernel(String release, OptionalLong ngroupsMax, OptionalLong pidMax,
            OptionalLong overflowUid, OptionalLong overflowGid) {
        /** Nothing is known. */
        public static final Kernel UNKNOWN = new Kernel("", OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty(), OptionalLong.empty());

        public Kernel {
            Objects.requireNonNull(release);
            Objects.requireNonNull(ngroupsMax);
            Objects.requireNonNull(pidMax);
            Objects.requireNonNull(overflowUid);
            Objects.requireNonNull(overflowGid);
        }
    }

    /**
     * What else restricts the caller.
     *
     * @param lsms names of the active security modules
     * @param apparmorUserns {@code kernel.apparmor_restrict_unprivileged_userns}
     * @param ptraceScope {@code kernel.yama.ptrace_scope}
     * @param seccompActions what a seccomp filter may do
     */
    public record Security(List<String> lsms, OptionalLong apparmorUserns, OptionalLong ptraceScope,
            List<String> seccompActions) {
        /** Nothing is known. */
        public static final Security UNKNOWN = new Security(List.of(), OptionalLong.empty(),
                OptionalLong.empty(), List.of());

        public Security {
            lsms = List.copyOf(lsms);
            Objects.requireNonNull(apparmorUserns);
            Objects.requireNonNull(ptraceScope);
            seccompActions = List.copyOf(seccompActions);
        }
    }

    /**
     * The machine and its programs.
     *
     * @param architecture as the kernel names it, such as {@code x86_64}; empty if unknown
     * @param pageSize bytes of a page
     * @param criuVersion such as {@code 4.2}; empty if there is no CRIU, or if it does not tell
     */
    public record Machine(String architecture, OptionalLong pageSize, String criuVersion) {
        /** Nothing is known. */
        public static final Machine UNKNOWN = new Machine("", OptionalLong.empty(), "");

        public Machine {
            Objects.requireNonNull(architecture);
            Objects.requireNonNull(pageSize);
            Objects.requireNonNull(criuVersion);
        }
    }
}
