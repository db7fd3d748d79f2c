// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

/** What follows the messages of a type: how many bytes, as the message says. */
enum Extra {
    NONE,
    /** {@code bytes}, or {@code length} of a packet. */
    PIPE_DATA,
    /** {@code inq_len} and {@code outq_len}. */
    TCP_QUEUES,
    /** {@code size}, up to a multiple of 4. */
    SHARED_MEMORY,
    /** {@code nsems} of two bytes each, up to a multiple of 8. */
    SEMAPHORES,
    /** {@code keys_bytes} and {@code values_bytes}. */
    BPF_MAP,
    /** The rest of the file, or entries that have {@code len} bytes each. */
    GHOST_FILE,
    /** {@code qnum} entries that have {@code msize} bytes each, up to a multiple of 8. */
    MESSAGES;

    private static final int GHOST_CHUNKS = 9;
    private static final int QUEUE_COUNT = 3;

    /**
     * Bytes behind an entry.
     *
     * @param inner the entry is one of those that another entry announces
     */
    long length(byte[] message, Inner inner) {
        return switch (this) {
            case NONE -> 0;
            case PIPE_DATA -> u32(message, 2);
            case TCP_QUEUES -> u32(message, 1) + u32(message, 3);
            case SHARED_MEMORY -> up(varint(message, 2), 4);
            case SEMAPHORES -> up(2 * u32(message, 2), 8);
            case BPF_MAP -> u32(message, 2) + u32(message, 3);
            case GHOST_FILE -> ghost(message, inner);
            case MESSAGES -> inner == Inner.YES ? up(u32(message, 2), 8) : 0;
        };
    }

    /** Whether an entry is one of those that another entry announces. */
    enum Inner { YES, NO }

    private static long ghost(byte[] message, Inner inner) {
        if (inner == Inner.YES) {
            long length = varint(message, 1);
            return length < 0 ? Long.MIN_VALUE : length;
        }
        return varint(message, GHOST_CHUNKS) == 0 ? CriuEntry.TO_THE_END : 0;
    }

    /** How many entries behind this one it announces. */
    long announced(byte[] message) {
        return switch (this) {
            case MESSAGES -> u32(message, QUEUE_COUNT);
            case GHOST_FILE -> varint(message, GHOST_CHUNKS) == 0 ? 0 : Long.MAX_VALUE;
            default -> 0;
        };
    }

    private static long up(long n, int step) {
        return n < 0 || n > Long.MAX_VALUE - step ? Long.MAX_VALUE : (n + step - 1) / step * step;
    }

    private static long u32(byte[] message, int number) {
        return varint(message, number) & 0xffff_ffffL;
    }

    private static long varint(byte[] message, int number) {
        return WireFields.lastVarint(message, number);
    }
}
