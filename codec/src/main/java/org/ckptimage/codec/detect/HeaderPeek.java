// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import java.io.IOException;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;

/**
 * The facts of the HEADER record that stand at the same place in every version, read without consuming them.
 *
 * @param order byte order in which type and magic make sense
 * @param length bytes of the HEADER record: 72, or 48 in v16 and before
 * @param archId {@code arch_id}, always little-endian
 * @param rev {@code CHECKPOINT_VERSION}
 */
record HeaderPeek(ByteOrderView order, int length, int archId, int rev) {
    static final long MAGIC = 0x00feed0cc0a2d200L;
    static final int LENGTH = 72;
    static final int LENGTH_V16 = 48;
    /** Offset of the last constant in a 72-byte header: tty_termios_ncc or _nccs. */
    static final int TERMIOS_CONSTANT = 54;
    /** Offset of the constant that is mm_saved_auxv_len (bytes), later at_vector_size (entries). */
    static final int AUXV_CONSTANT = 34;

    /**
     * Looks at the first bytes.
     *
     * @throws ImageException CKS001 if this is not a checkpoint image, CKS003 if HEADER has an impossible
     *     length, CKS004 if the input ends inside a HEADER
     */
    static HeaderPeek of(ByteSource source) throws IOException {
        source.request(LENGTH);
        byte[] bytes = source.buffer();
        int at = source.start();
        int have = source.available();
        if (have == 0) {
            throw fail(source, Rule.CKS001, 0, "", "the input is empty", "", "a HEADER record");
        }
        ByteOrderView order = orderOf(source, bytes, at, have);
        if (have < 16) {
            throw cut(source, have);
        }
        int length = order.i32(bytes, at + 4);
        if (length != LENGTH && length != LENGTH_V16) {
            throw fail(source, Rule.CKS003, 4, "len", "HEADER has a length that no version has",
                    Integer.toUnsignedString(length), "72 or 48");
        }
        if (have < length) {
            throw cut(source, have);
        }
        return new HeaderPeek(order, length, ByteOrderView.LITTLE.u16(bytes, at + 16),
                order.u16(bytes, at + 24));
    }

    private static ByteOrderView orderOf(ByteSource source, byte[] bytes, int at,
            int have) throws ImageException {
        for (ByteOrderView order : ByteOrderView.values()) {
            byte[] start = new byte[16];
            order.putI32(start, 0, 1);
            order.putI64(start, 8, MAGIC);
            if (startsLike(bytes, at, have, start)) {
                return order;
            }
        }
        throw fail(source, Rule.CKS001, 0, "",
                "not a checkpoint image: no HEADER record with the magic number",
                hex(bytes, at, Math.min(have, 16)), "");
    }

    /** Compares type and magic, as far as the input goes; the length between them is judged apart. */
    private static boolean startsLike(byte[] bytes, int at, int have, byte[] start) {
        for (int i = 0; i < Math.min(have, 16); i++) {
            boolean length = i >= 4 && i < 8;
            if (!length && bytes[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static ImageException cut(ByteSource source, int have) {
        return fail(source, Rule.CKS004, have, "", "the input ends inside the HEADER record", have + " bytes",
                "");
    }

    static ImageException fail(ByteSource source, Rule rule, long at, String field, String message,
            String got,
            String expected) {
        String type = rule == Rule.CKS001 ? "" : "HEADER";
        return new ImageException(
                new Finding(rule, new Location(source.name(), at, type, 0, field), got, expected, message));
    }

    private static String hex(byte[] bytes, int at, int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(String.format("%02x", bytes[at + i]));
        }
        return text.toString();
    }
}
