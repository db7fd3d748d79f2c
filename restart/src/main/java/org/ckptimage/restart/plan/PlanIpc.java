// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ckptimage.codec.model.ipc.IpcPerms;

/**
 * A SysV IPC object to make in the new IPC namespace.
 *
 * @param kind what it is
 * @param perms its number and key, and whose it is, in the ids of the caller
 * @param size bytes of a memory, capacity of a queue, number of semaphores
 * @param pieces its contents; memory without a piece is 0
 */
public record PlanIpc(Kind kind, IpcPerms perms, long size, List<Piece> pieces) {
    public PlanIpc {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(perms);
        pieces = List.copyOf(pieces);
    }

    /** Such as {@code ipc_shm}. */
    public String recordType() {
        return "ipc_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Kinds in the order of their numbers in a plan. */
    public enum Kind { SHM, MSG, SEM }

    /**
     * A part of a memory, a message, or the values of all semaphores, 16 bits each.
     *
     * @param at offset in the memory; type of the message; 0 for semaphores
     * @param bytes what it holds
     */
    public record Piece(long at, byte[] bytes) {}
}
