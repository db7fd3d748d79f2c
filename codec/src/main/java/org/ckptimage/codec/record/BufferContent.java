// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import org.ckptimage.formats.RecordType;

/** What a BUFFER holds, which only its place in the stream tells (SPEC.md, grammar of the image). */
public enum BufferContent {
    /** Release, version or machine of uname: text, filled up with NUL. */
    UNAME,
    /** Name of the LSM, as {@link #UNAME}. */
    LSM_NAME,
    /** Entries of PIDS: {@code depth} and {@code depth + 1} numbers each. */
    PIDS,
    /** Entries of TREE, laid out by {@code ckpt_pids} or {@code ckpt_task_pids}. */
    TREE,
    /** Pid numbers (s32) in nested namespaces, before there was PIDS. */
    VPIDS,
    /** The auxiliary vector: machine words until v19-rc3, u64 later. */
    AUXV,
    /** n addresses of one machine word, and n pages. */
    PAGES,
    /** Value and pid (s32) of each semaphore. */
    SEMAPHORES,
    /** Items of an epoll file, laid out by {@code ckpt_eventpoll_item}. */
    EPOLL_ITEMS,
    /** Bytes as some task wrote them. */
    OPAQUE;

    /** Follows a stream, record by record. */
    public static final class Tracker {
        private RecordType behind;
        private int buffers;

        /**
         * Moves over one record.
         *
         * @param type of the record; null if unknown
         * @return what it holds if it is a BUFFER, else {@link #OPAQUE}
         */
        public BufferContent next(RecordType type) {
            if (type != RecordType.BUFFER) {
                behind = type;
                buffers = 0;
                return OPAQUE;
            }
            buffers++;
            if (behind == null) {
                return OPAQUE;
            }
            return switch (behind) {
                case HEADER -> buffers <= 3 ? UNAME : OPAQUE;
                case CONTAINER -> buffers == 1 ? LSM_NAME : OPAQUE;
                case PIDS -> buffers == 1 ? PIDS : OPAQUE;
                case TREE -> buffers == 1 ? TREE : buffers == 2 ? VPIDS : OPAQUE;
                case VPIDS -> buffers == 1 ? VPIDS : OPAQUE;
                case MM -> buffers == 1 ? AUXV : OPAQUE;
                case PGARR -> buffers == 1 ? PAGES : OPAQUE;
                case IPC_SEM -> buffers == 1 ? SEMAPHORES : OPAQUE;
                case EPOLL_ITEMS -> buffers == 1 ? EPOLL_ITEMS : OPAQUE;
                default -> OPAQUE;
            };
        }
    }
}
