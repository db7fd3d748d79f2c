// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.Layouts;
import org.junit.jupiter.api.Test;

/** Each class of signals keeps what it has to say, both ways. */
class SiginfoCopyTest {
    private static final ByteOrderView ORDER = ByteOrderView.LITTLE;

    private final Shape brief = shape(FormatVersion.V21);
    private final Shape full = shape(FormatVersion.V23_RC1);
    private final List<String> left = new ArrayList<>();

    private static Shape shape(FormatVersion version) {
        return new Shape(Layouts.of(version, Abi.X86_64).find("ckpt_siginfo").orElseThrow(), ORDER, 8);
    }

    private byte[] copy(Shape from, Shape to, byte[] info) {
        byte[] out = new byte[to.layout().size()];
        new SiginfoCopy(from, to).copy(new Place(info, 0), new Place(out, 0),
                (field, value, cause) -> left.add(field.name() + " " + value + " " + cause));
        return out;
    }

    /** A short siginfo with every field set, of a code of that class. */
    private byte[] info(int kind) {
        byte[] info = new byte[brief.layout().size()];
        put(info, "signo", 17);
        put(info, "_errno", 4);
        put(info, "code", kind << 16 | 1);
        put(info, "pid", 100);
        put(info, "uid", 200);
        put(info, "sigval_int", 300);
        put(info, "sigval_ptr", 400);
        put(info, "utime", 500);
        put(info, "stime", 600);
        return info;
    }

    private void put(byte[] info, String field, int value) {
        ORDER.putI32(info, brief.layout().field(field).offset(), value);
    }

    private int get(byte[] info, String field) {
        return ORDER.i32(info, full.layout().field(field).offset());
    }

    @Test
    void aSignalThatWasSent() {
        byte[] info = copy(brief, full, info(0));
        assertEquals(17, get(info, "csi_signo"));
        assertEquals(4, get(info, "csi_errno"));
        assertEquals(100, get(info, "csi_pid"));
        assertEquals(200, get(info, "csi_uid"));
        assertEquals(300, get(info, "csi_int"));
        assertEquals(400, get(info, "csi_ptr"));
        assertEquals(List.of("utime 500 NO_FIELD", "stime 600 NO_FIELD"), left);
    }

    @Test
    void aTimer() {
        byte[] info = copy(brief, full, info(1));
        assertEquals(100, get(info, "csi_tid"));
        assertEquals(200, get(info, "csi_overrun"));
        assertEquals(500, get(info, "csi_sys_private"));
        assertEquals(0, get(info, "csi_pid"));
        assertEquals(List.of("stime 600 NO_FIELD"), left);
    }

    @Test
    void pollAndFault() {
        byte[] poll = copy(brief, full, info(2));
        assertEquals(100, get(poll, "csi_band"));
        assertEquals(300, get(poll, "csi_fd"));
        left.clear();
        byte[] fault = copy(brief, full, info(3));
        assertEquals(400, get(fault, "csi_addr"));
        assertEquals(5, left.size(), left.toString());
    }

    @Test
    void aChild() {
        byte[] source = info(4);
        put(source, "sigval_ptr", 0);
        byte[] info = copy(brief, full, source);
        assertEquals(300, get(info, "csi_status"));
        assertEquals(500, get(info, "csi_utime"));
        assertEquals(600, get(info, "csi_stime"));
        assertArrayEquals(source, copy(full, brief, info));
        assertEquals(List.of(), left);
    }

    @Test
    void thereAndBackForEveryClass() {
        for (int kind : new int[] {0, 1, 2, 3, 4, 5, 6, 0xffff}) {
            left.clear();
            byte[] there = copy(brief, full, info(kind));
            int lost = left.size();
            byte[] back = copy(full, brief, there);
            assertEquals(lost, left.size(), "class " + kind);
            assertArrayEquals(there, copy(brief, full, back), "class " + kind);
        }
    }
}
