// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.TaskCreds;

/**
 * TASK_CREDS ({@code ckpt_hdr_task_creds}): the same in every version, apart from the number of its type.
 *
 * <pre>
 * 8  cred_ref
 * 12 ecred_ref
 * </pre>
 */
public final class TaskCredsCodec implements HotCodec<TaskCreds> {
    /** {@code len} of the record in every version. */
    public static final int LENGTH = 16;

    static final int CRED_REF = 8;
    static final int ECRED_REF = 12;
    static final Padding PADDING = new Padding(LENGTH);

    private final ByteOrderView order;
    private final int code;

    public TaskCredsCodec(FormatVersion version, ByteOrderView order) {
        this.order = order;
        this.code = RecordType.TASK_CREDS.code(version);
    }

    /** A new cursor. */
    public TaskCredsView view() {
        return new TaskCredsView(order);
    }

    @Override
    public int minLength() {
        return LENGTH;
    }

    @Override
    public int length(TaskCreds record) {
        return PADDING.length(record.slack());
    }

    @Override
    public TaskCreds decode(byte[] bytes, int base, int length) {
        Padding.require(LENGTH, bytes, base, length);
        return view().at(bytes, base).record(length);
    }

    @Override
    public int encode(TaskCreds record, byte[] out, int at) {
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        PADDING.write(record.slack(), out, at);
        order.putI32(out, at + CRED_REF, record.credRef());
        order.putI32(out, at + ECRED_REF, record.ecredRef());
        return length;
    }
}
