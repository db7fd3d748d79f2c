// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.Task;

/** Cursor over a TASK where it lies; a field that the layout lacks reads as 0. Allocates nothing. */
public final class TaskView {
    private final TaskLayout layout;
    private final ByteOrderView order;
    private byte[] bytes = new byte[TaskLayout.V23_RC2.length()];
    private int base;

    TaskView(TaskLayout layout, ByteOrderView order) {
        this.layout = layout;
        this.order = order;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public TaskView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, layout.length(), array.length);
        bytes = array;
        base = at;
        return this;
    }

    /** {@code flags}, u32. */
    public long flags() {
        return u32(TaskLayout.FLAGS);
    }

    /** {@code state}, u32. */
    public long state() {
        return u32(TaskLayout.STATE);
    }

    /** {@code exit_state}, u32. */
    public long exitState() {
        return u32(TaskLayout.EXIT_STATE);
    }

    /** {@code exit_code}, u32. */
    public long exitCode() {
        return u32(TaskLayout.EXIT_CODE);
    }

    /** {@code exit_signal}, u32. */
    public long exitSignal() {
        return u32(TaskLayout.EXIT_SIGNAL);
    }

    /** {@code pdeath_signal}, u32. */
    public long pdeathSignal() {
        return u32(TaskLayout.PDEATH_SIGNAL);
    }

    /** {@code set_child_tid}, u64. */
    public long setChildTid() {
        return u64(TaskLayout.SET_CHILD_TID);
    }

    /** {@code clear_child_tid}, u64. */
    public long clearChildTid() {
        return u64(TaskLayout.CLEAR_CHILD_TID);
    }

    /** {@code sas_ss_sp}, u64. */
    public long sasSsSp() {
        return u64(TaskLayout.SAS_SS_SP);
    }

    /** {@code sas_ss_size}, u32. */
    public long sasSsSize() {
        return u32(TaskLayout.SAS_SS_SIZE);
    }

    /** {@code compat_robust_futex_head_len}, u32. */
    public long compatRobustFutexHeadLen() {
        return u32(TaskLayout.COMPAT_ROBUST_FUTEX_HEAD_LEN);
    }

    /** {@code compat_robust_futex_list}, u32. */
    public long compatRobustFutexList() {
        return u32(TaskLayout.COMPAT_ROBUST_FUTEX_LIST);
    }

    /** {@code robust_futex_head_len}, u32. */
    public long robustFutexHeadLen() {
        return u32(TaskLayout.ROBUST_FUTEX_HEAD_LEN);
    }

    /** {@code robust_futex_list}, u64. */
    public long robustFutexList() {
        return u64(TaskLayout.ROBUST_FUTEX_LIST);
    }

    /** {@code task_comm_len}, u32. */
    public long taskCommLen() {
        return u32(TaskLayout.TASK_COMM_LEN);
    }

    /** {@code cred_ref} of the seed. */
    public int credRef() {
        return (int) u32(TaskLayout.CRED_REF);
    }

    /** {@code ecred_ref} of the seed. */
    public int ecredRef() {
        return (int) u32(TaskLayout.ECRED_REF);
    }

    private long u32(int field) {
        int at = layout.offset(field);
        return at < 0 ? 0 : order.u32(bytes, base + at);
    }

    private long u64(int field) {
        int at = layout.offset(field);
        return at < 0 ? 0 : order.i64(bytes, base + at);
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public Task record(int length) {
        Padding.require(layout.length(), bytes, base, length);
        return new Task(flags(), state(), exitState(), exitCode(), exitSignal(), pdeathSignal(),
                setChildTid(), clearChildTid(), sasSsSp(), sasSsSize(), compatRobustFutexHeadLen(),
                compatRobustFutexList(), robustFutexHeadLen(), robustFutexList(), taskCommLen(), credRef(),
                ecredRef(),
                layout.padding.read(bytes, base, length));
    }
}
