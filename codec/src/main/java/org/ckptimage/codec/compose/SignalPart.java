// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.StructLayout;

/** SIGHAND, SIGNAL, SIGPENDING and SIGNAL_TASK. */
final class SignalPart {
    private static final int NSIG = 64;
    private static final int LIMITS = 16;
    private static final int STACK = 3;
    private static final int OPEN_FILES = 7;

    private final Parts parts;
    private final ImageWriter image;
    private final ByteOrderView order;

    SignalPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
        this.order = parts.plan.order;
    }

    /** The objref of the handlers, written at first sight. */
    int handlers(SighandPlan sighand) throws IOException {
        return image.object(ObjType.SIGHAND, sighand, objref -> {
            StructLayout layout = image.layout(SIGHAND.struct());
            int size = image.layout("ckpt_sigaction").size();
            byte[] actions = new byte[NSIG * size];
            for (Map.Entry<Integer, Long> handler : sighand.handlers.entrySet()) {
                order.putI64(actions, (handler.getKey() - 1) * size, handler.getValue());
            }
            image.write(image.record(SIGHAND, layout, actions.length).putRaw(layout.size(), actions));
        });
    }

    /** SIGNAL and the pending signals of a process. */
    void process(SignalPlan signal) throws IOException {
        int tty = signal.tty == null ? 0 : new TtyPart(parts).write(signal.tty).slave();
        RecordBuilder record = image.record(SIGNAL);
        image.write(record.putRaw(image.layout(SIGNAL.struct()).field("rlim").offset(), limits(signal))
                .put("tty_objref", tty).put("tty_pgrp", signal.foreground));
        pending(signal.pending);
    }

    private byte[] limits(SignalPlan signal) {
        byte[] limits = new byte[16 * LIMITS];
        for (int i = 0; i < LIMITS; i++) {
            long soft = i == STACK ? 0x800000 : i == OPEN_FILES ? 1024 : -1;
            long hard = i == OPEN_FILES ? 1024 : -1;
            boolean known = 2 * i + 1 < signal.limits.length;
            order.putI64(limits, 16 * i, known ? signal.limits[2 * i] : soft);
            order.putI64(limits, 16 * i + 8, known ? signal.limits[2 * i + 1] : hard);
        }
        return limits;
    }

    /** SIGPENDING. */
    void pending(List<PendingPlan> signals) throws IOException {
        StructLayout layout = image.layout(SIGPENDING.struct());
        StructLayout info = image.layout("ckpt_siginfo");
        byte[] list = new byte[signals.size() * info.size()];
        long mask = 0;
        int at = 0;
        for (PendingPlan signal : signals) {
            mask |= 1L << signal.signal() - 1;
            info(list, at, info, signal);
            at += info.size();
        }
        image.write(image.record(SIGPENDING, layout, list.length).put("nr_pending", signals.size())
                .put("signal.sigset", set(mask)).putRaw(layout.size(), list));
    }

    private void info(byte[] list, int at, StructLayout info, PendingPlan signal) {
        String prefix = info.has("csi_signo") ? "csi_" : "";
        order.putI32(list, at + info.field(prefix + "signo").offset(), signal.signal());
        order.putI32(list, at + info.field(prefix + "code").offset(), signal.code());
        order.putI32(list, at + info.field(prefix + "pid").offset(), signal.pid());
        order.putI32(list, at + info.field(prefix + "uid").offset(), signal.uid());
        String value = prefix.isEmpty() ? "sigval_int" : "csi_int";
        order.putI32(list, at + info.field(value).offset(), signal.value());
    }

    /** SIGNAL_TASK. */
    void blocked(long mask) throws IOException {
        image.write(image.record(SIGNAL_TASK).put("blocked.sigset", set(mask)));
    }

    private byte[] set(long mask) {
        byte[] set = new byte[8];
        order.putI64(set, 0, mask);
        return set;
    }
}
