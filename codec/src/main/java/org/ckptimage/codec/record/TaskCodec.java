// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Slack;
import org.ckptimage.formats.record.Task;

/** TASK ({@code ckpt_hdr_task}) of one version and ABI; offsets in {@link TaskLayout}. */
public final class TaskCodec implements HotCodec<Task> {
    private final TaskLayout layout;
    private final ByteOrderView order;
    private final int code;

    public TaskCodec(FormatVersion version, Abi abi, ByteOrderView order) {
        this.layout = TaskLayout.of(version, abi);
        this.order = order;
        this.code = RecordType.TASK.code(version);
    }

    /** A new cursor for records of this version with their usual length. */
    public TaskView view() {
        return new TaskView(layout, order);
    }

    @Override
    public int minLength() {
        return layout.length();
    }

    @Override
    public int length(Task record) {
        return layout.padding.length(record.slack());
    }

    @Override
    public Task decode(byte[] bytes, int base, int length) {
        TaskLayout found = layout.forLength(length);
        Padding.require(found.length(), bytes, base, length);
        Task task = new TaskView(found, order).at(bytes, base).record(length);
        return found == layout ? task : withLength(task, length);
    }

    /** Marks a record of the wider layout by its length, so that it is written in that layout again. */
    private static Task withLength(Task task, int length) {
        Slack slack = task.slack();
        int[] offsets = new int[slack.count()];
        byte[] values = new byte[slack.count()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = slack.offset(i);
            values[i] = slack.value(i);
        }
        return new Task(task.flags(), task.state(), task.exitState(), task.exitCode(), task.exitSignal(),
                task.pdeathSignal(), task.setChildTid(), task.clearChildTid(), task.sasSsSp(),
                task.sasSsSize(), task.compatRobustFutexHeadLen(), task.compatRobustFutexList(),
                task.robustFutexHeadLen(), task.robustFutexList(), task.taskCommLen(), task.credRef(),
                task.ecredRef(),
                Slack.of(length, offsets, values));
    }

    @Override
    public int encode(Task record, byte[] out, int at) {
        int length = length(record);
        TaskLayout to = layout.forLength(length);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        to.padding.write(record.slack(), out, at);
        numbers(to, record, out, at);
        addresses(to, record, out, at);
        return length;
    }

    private void numbers(TaskLayout to, Task record, byte[] out, int at) {
        put32(to, TaskLayout.FLAGS, record.flags(), out, at);
        put32(to, TaskLayout.STATE, record.state(), out, at);
        put32(to, TaskLayout.EXIT_STATE, record.exitState(), out, at);
        put32(to, TaskLayout.EXIT_CODE, record.exitCode(), out, at);
        put32(to, TaskLayout.EXIT_SIGNAL, record.exitSignal(), out, at);
        put32(to, TaskLayout.PDEATH_SIGNAL, record.pdeathSignal(), out, at);
        put32(to, TaskLayout.SAS_SS_SIZE, record.sasSsSize(), out, at);
        put32(to, TaskLayout.COMPAT_ROBUST_FUTEX_HEAD_LEN, record.compatRobustFutexHeadLen(), out, at);
        put32(to, TaskLayout.COMPAT_ROBUST_FUTEX_LIST, record.compatRobustFutexList(), out, at);
        put32(to, TaskLayout.ROBUST_FUTEX_HEAD_LEN, record.robustFutexHeadLen(), out, at);
        put32(to, TaskLayout.TASK_COMM_LEN, record.taskCommLen(), out, at);
        put32(to, TaskLayout.CRED_REF, record.credRef(), out, at);
        put32(to, TaskLayout.ECRED_REF, record.ecredRef(), out, at);
    }

    private void addresses(TaskLayout to, Task record, byte[] out, int at) {
        put64(to, TaskLayout.SET_CHILD_TID, record.setChildTid(), out, at);
        put64(to, TaskLayout.CLEAR_CHILD_TID, record.clearChildTid(), out, at);
        put64(to, TaskLayout.SAS_SS_SP, record.sasSsSp(), out, at);
        put64(to, TaskLayout.ROBUST_FUTEX_LIST, record.robustFutexList(), out, at);
    }

    private void put32(TaskLayout to, int field, long value, byte[] out, int base) {
        if (to.offset(field) >= 0) {
            order.putI32(out, base + to.offset(field), (int) value);
        }
    }

    private void put64(TaskLayout to, int field, long value, byte[] out, int base) {
        if (to.offset(field) >= 0) {
            order.putI64(out, base + to.offset(field), value);
        }
    }
}
