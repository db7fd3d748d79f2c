// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.STRING;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;

/** Judges text in records: STRING and FILE_NAME end with NUL, and a comm has no control characters. */
final class Strings {
    private Strings() {}

    /** Judges the bytes of the record from {@code from} to {@code to} as a NUL-terminated text. */
    static void check(Scan scan, int from, int to, String field) {
        Frame frame = scan.frame;
        boolean terminated = false;
        for (int at = from; at < to && !terminated; at++) {
            int c = frame.u8(at);
            terminated = c == 0;
            if (c > 0 && c < 0x20 || c == 0x7f) {
                scan.reportAt(Rule.CKV010, frame.offset() + at, field, "text has a control character",
                        HeaderGrammar.hex(c), "");
                return;
            }
        }
        if (!terminated) {
            scan.reportAt(Rule.CKV010, frame.offset() + from, field, "text is not NUL-terminated", "", "");
        }
    }

    /** Judges the length of a STRING or FILE_NAME, and that its last byte is NUL. */
    static void path(Scan scan) {
        if (length(scan)) {
            check(scan, 8, (int) scan.frame.length(), scan.frame.type() == STRING ? "string" : "name");
        }
    }

    /** Judges the length of a STRING or FILE_NAME; true if its bytes can be looked at. */
    static boolean length(Scan scan) {
        Frame frame = scan.frame;
        long payload = frame.length() - 8;
        if (payload == 0) {
            scan.reportAt(Rule.CKS003, frame.offset() + 4, "len", "a text has at least its NUL",
                    Long.toString(frame.length()), "at least 9");
        } else if (payload > scan.limits.maxString()) {
            scan.reportAt(Rule.CKS005, frame.offset() + 4, "len", "text is longer than the limit maxString",
                    Long.toString(payload), "at most " + scan.limits.maxString());
        }
        return payload > 0 && frame.isHeld();
    }
}
