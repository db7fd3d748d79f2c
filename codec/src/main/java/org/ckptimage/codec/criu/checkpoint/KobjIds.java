// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;

/**
 * Which kernel objects a process uses; processes with the same number share the object. 0 where the image
 * does not say.
 *
 * @param vm address space
 * @param files table of descriptors
 * @param fs working directory, root and umask
 * @param sighand signal handlers
 * @param namespaces the namespaces it is in
 */
public record KobjIds(int vm, int files, int fs, int sighand, Namespaces namespaces) {
    public KobjIds {
        Objects.requireNonNull(namespaces);
    }

    /**
     * Namespaces.
     *
     * @param pid {@code pid_ns_id}
     * @param net {@code net_ns_id}
     * @param ipc {@code ipc_ns_id}
     * @param uts {@code uts_ns_id}
     * @param mnt {@code mnt_ns_id}
     * @param user {@code user_ns_id}
     * @param cgroup {@code cgroup_ns_id}
     * @param time {@code time_ns_id}
     */
    public record Namespaces(int pid, int net, int ipc, int uts, int mnt, int user, int cgroup, int time) {}
}
