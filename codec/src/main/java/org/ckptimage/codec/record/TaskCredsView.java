// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.TaskCreds;

/** Cursor over a TASK_CREDS where it lies. Allocates nothing; offsets in {@link TaskCredsCodec}. */
public final class TaskCredsView {
    private final ByteOrderView order;
    private byte[] bytes = new byte[TaskCredsCodec.LENGTH];
    private int base;

    TaskCredsView(ByteOrderView order) {
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public TaskCredsView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, TaskCredsCodec.LENGTH, array.length);
        bytes = array;
        base = at;
        return this;
    }

    /** {@code cred_ref}. */
    public int credRef() {
        return order.i32(bytes, base + TaskCredsCodec.CRED_REF);
    }

    /** {@code ecred_ref}. */
    public int ecredRef() {
        return order.i32(bytes, base + TaskCredsCodec.ECRED_REF);
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public TaskCreds record(int length) {
        Padding.require(TaskCredsCodec.LENGTH, bytes, base, length);
        return new TaskCreds(credRef(), ecredRef(), TaskCredsCodec.PADDING.read(bytes, base, length));
    }
}
