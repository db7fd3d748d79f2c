// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import java.util.List;
import java.util.Set;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * {@code ckpt_siginfo} between its two forms. The form of 48 bytes (until v21) uses one field for several
 * things, as the kernel's siginfo does; the form of 88 bytes (since v23-rc1) has a field for each of them.
 * Bits 16 and above of the code say which are meant.
 */
public final class SiginfoCopy {
    private static final String RECENT = "csi_signo";
    private static final int CLASS_SHIFT = 16;

    /** A field of the short form and the one of the long form that means the same. */
    private record Pair(String brief, String full) {}

    private static final List<Pair> ALWAYS = List.of(new Pair("signo", RECENT),
            new Pair("_errno", "csi_errno"), new Pair("code", "csi_code"));
    private static final List<Pair> SENT = List.of(new Pair("pid", "csi_pid"), new Pair("uid", "csi_uid"),
            new Pair("sigval_int", "csi_int"), new Pair("sigval_ptr", "csi_ptr"));
    private static final List<Pair> TIMER = List.of(new Pair("pid", "csi_tid"),
            new Pair("uid", "csi_overrun"), new Pair("sigval_int", "csi_int"),
            new Pair("sigval_ptr", "csi_ptr"), new Pair("utime", "csi_sys_private"));
    private static final List<Pair> POLL = List.of(new Pair("pid", "csi_band"),
            new Pair("sigval_int", "csi_fd"));
    private static final List<Pair> FAULT = List.of(new Pair("sigval_ptr", "csi_addr"));
    private static final List<Pair> CHILD = List.of(new Pair("pid", "csi_pid"), new Pair("uid", "csi_uid"),
            new Pair("sigval_int", "csi_status"), new Pair("utime", "csi_utime"),
            new Pair("stime", "csi_stime"));

    private final Shape source;
    private final Shape target;
    private final boolean sameForm;
    private final StructCopy plain;

    /** Copies between these two, of the same form or not. */
    public SiginfoCopy(Shape source, Shape target) {
        this.source = source;
        this.target = target;
        this.sameForm = source.layout().has(RECENT) == target.layout().has(RECENT);
        this.plain = new StructCopy(source, target, Set.of());
    }

    /** Copies one siginfo; what has no place goes to {@code leftovers}. */
    public void copy(Place from, Place to, Leftovers leftovers) {
        if (sameForm) {
            plain.copy(from, to, leftovers);
            return;
        }
        byte[] rest = new byte[source.layout().size()];
        System.arraycopy(from.bytes(), from.at(), rest, 0, rest.length);
        Place left = new Place(rest, 0);
        List<Pair> pairs = pairs(from);
        for (Pair pair : ALWAYS) {
            move(pair, left, to, leftovers);
        }
        for (Pair pair : pairs) {
            move(pair, left, to, leftovers);
        }
        // no name is in both forms, so all that is left has no place
        plain.copy(left, new Place(new byte[target.layout().size()], 0), leftovers);
    }

    private List<Pair> pairs(Place from) {
        FieldLayout code = source.layout().field(recent(source) ? "csi_code" : "code");
        long value = FieldBytes.number(source.order(), code, from.bytes(), from.at() + code.offset());
        return switch ((int) value >>> CLASS_SHIFT) {
            case 1 -> TIMER;
            case 2 -> POLL;
            case 3 -> FAULT;
            case 4 -> CHILD;
            default -> SENT;
        };
    }

    private static boolean recent(Shape shape) {
        return shape.layout().has(RECENT);
    }

    /** Moves a value and clears its place, so that what stays behind can be told. */
    private void move(Pair pair, Place from, Place to, Leftovers leftovers) {
        FieldLayout read = source.layout().field(recent(source) ? pair.full : pair.brief);
        FieldLayout write = target.layout().field(recent(target) ? pair.full : pair.brief);
        int at = from.at() + read.offset();
        int out = to.at() + write.offset();
        long value = FieldBytes.number(source.order(), read, from.bytes(), at);
        FieldBytes.number(target.order(), write, value, to.bytes(), out);
        FieldBytes.number(source.order(), read, 0, from.bytes(), at);
        boolean kept = write.size() >= read.size()
                || FieldBytes.number(target.order(), write, to.bytes(), out) == value;
        if (!kept) {
            leftovers.left(read, Long.toString(value), Leftovers.Cause.TOO_SMALL);
        }
    }
}
