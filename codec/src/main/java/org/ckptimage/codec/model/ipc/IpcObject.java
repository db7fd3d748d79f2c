// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import java.util.List;
import java.util.Objects;

/** One SysV IPC object with its contents. */
public sealed interface IpcObject {
    /** Whose it is. */
    IpcPerms perms();

    /** Offset of its record. */
    long offset();

    /** Bytes of contents that were left out, since they are beyond {@link IpcReader#MOST_BYTES}. */
    long left();

    /**
     * Shared memory ({@code ckpt_hdr_ipc_shm}).
     *
     * @param size in bytes
     * @param flags of {@code shmget}
     * @param pages those that hold something
     */
    record Shm(IpcPerms perms, long offset, long size, long flags, List<Page> pages, long left)
            implements IpcObject {
        public Shm {
            Objects.requireNonNull(perms);
            pages = List.copyOf(pages);
        }
    }

    /**
     * A page of shared memory.
     *
     * @param at offset of its first byte in the segment; may lie outside in a broken image
     * @param bytes what it holds
     */
    record Page(long at, byte[] bytes) {}

    /**
     * A message queue ({@code ckpt_hdr_ipc_msg}).
     *
     * @param capacity {@code q_qbytes}
     * @param messages those that wait, the first one first
     */
    record Queue(IpcPerms perms, long offset, long capacity, List<Message> messages, long left)
            implements IpcObject {
        public Queue {
            Objects.requireNonNull(perms);
            messages = List.copyOf(messages);
        }
    }

    /**
     * A message.
     *
     * @param type {@code m_type}
     * @param text what it says
     */
    record Message(long type, byte[] text) {}

    /**
     * A set of semaphores ({@code ckpt_hdr_ipc_sem}).
     *
     * @param count {@code sem_nsems}
     * @param values of each
     */
    record Semaphores(IpcPerms perms, long offset, long count, List<Integer> values, long left)
            implements IpcObject {
        public Semaphores {
            Objects.requireNonNull(perms);
            values = List.copyOf(values);
        }
    }
}
