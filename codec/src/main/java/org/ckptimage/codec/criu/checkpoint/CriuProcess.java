// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One process, in the order of pstree.img.
 *
 * @param offset of its entry there
 * @param ids its numbers in the pid namespace of the set
 * @param comm its name, control characters and all; bytes that are not UTF-8 are {@code \xNN}
 * @param state 1 alive, 2 or 6 dead and waited for, 3 stopped; 0 if its core image is missing
 * @param exitCode what {@code wait} will see of a zombie
 * @param objects the kernel objects it uses; empty for a zombie
 * @param threads its threads, the leader first
 */
public record CriuProcess(long offset, Ids ids, String comm, int state, long exitCode,
        Optional<KobjIds> objects, List<CriuThread> threads) {
    private static final int DEAD = 2;
    private static final int ZOMBIE = 6;

    public CriuProcess {
        Objects.requireNonNull(ids);
        Objects.requireNonNull(comm);
        Objects.requireNonNull(objects);
        threads = List.copyOf(threads);
    }

    /** True for a process that is dead and waits for its parent. */
    public boolean zombie() {
        return dead(state);
    }

    /** True for a state that a process has after its end. */
    public static boolean dead(int state) {
        return state == DEAD || state == ZOMBIE;
    }

    /** The thread with the number of the process. */
    public CriuThread leader() {
        return threads.get(0);
    }

    /**
     * Numbers of a process.
     *
     * @param pid its own, which is the tgid of its threads
     * @param ppid its parent's; 0 for the root of the tree
     * @param pgid its process group's
     * @param sid its session's
     */
    public record Ids(int pid, int ppid, int pgid, int sid) {}
}
