// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** SysV IPC objects of a namespace. */
public final class IpcPlan {
    record Shm(int key, int uid, SegmentPlan segment, LabelPlan label) {}

    record Queue(int key, int uid, List<Message> messages, LabelPlan label) {}

    /** A message in a queue. */
    public record Message(int type, byte[] text) {}

    record Semaphores(int key, int uid, List<Integer> values, LabelPlan label) {}

    final List<Shm> shm = new ArrayList<>();
    final List<Queue> queues = new ArrayList<>();
    final List<Semaphores> semaphores = new ArrayList<>();

    /** Adds shared memory. */
    public IpcPlan shm(int key, int uid, SegmentPlan segment, LabelPlan label) {
        shm.add(new Shm(key, uid, segment, label));
        return this;
    }

    /** Adds a message queue. */
    public IpcPlan queue(int key, int uid, List<Message> messages, LabelPlan label) {
        queues.add(new Queue(key, uid, List.copyOf(messages), label));
        return this;
    }

    /** Adds a set of semaphores. */
    public IpcPlan semaphores(int key, int uid, List<Integer> values, LabelPlan label) {
        semaphores.add(new Semaphores(key, uid, List.copyOf(values), label));
        return this;
    }
}
