// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Arrays;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Judges GROUPINFO. The record has 16 + 4 * ngroups bytes although the list starts at offset 12: the size of
 * the padded struct plus the list, so the last four bytes are unused.
 */
final class GroupinfoCheck {
    private static final int NO_ID = -1;
    private static final int OVERFLOW_ID = 65534;

    private final Scan scan;
    private final StructLayout layout;
    private final FieldLayout ngroups;
    private final int list;

    GroupinfoCheck(Scan scan) {
        this.scan = scan;
        layout = scan.structs.of(RecordType.GROUPINFO);
        ngroups = Structs.field(layout, "ngroups");
        list = layout == null ? 12 : layout.field("groups").offset();
    }

    void groupinfo() {
        Frame frame = scan.frame;
        long n = frame.get(ngroups);
        int most = scan.version == FormatVersion.V14_CREDS ? SeedCred.MAX_GROUPS : scan.limits.maxGroups();
        long held = Math.max(0, (frame.length() - list) / 4);
        if (n > most) {
            scan.report(Rule.CKV003, ngroups, "more groups than the limit maxGroups", Long.toString(n),
                    "at most " + most);
        } else if (n > held) {
            scan.report(Rule.CKV003, ngroups, "more groups than the record holds", Long.toString(n),
                    "at most " + held);
        }
        length(n, held, most);
        if (frame.isHeld() && n <= Math.min(held, most)) {
            list((int) n);
        }
    }

    private void length(long n, long held, int most) {
        long exact = layout.size() + 4 * n;
        long length = scan.frame.length();
        if (length > layout.size() + 4L * most) {
            scan.reportAt(Rule.CKS005, scan.frame.offset() + 4, "len",
                    "record is longer than the limit maxGroups allows",
                    Long.toString(length), "at most " + (layout.size() + 4L * most));
        } else if (length > exact) {
            scan.reportAt(Rule.CKS006, scan.frame.offset() + exact, "groups", "bytes after the last group",
                    Long.toString(length), Long.toString(exact));
        } else if (length < exact && n <= held) {
            scan.reportAt(Rule.CKS003, scan.frame.offset() + 4, "len",
                    "record length differs from what ngroups says",
                    Long.toString(length), Long.toString(exact));
        }
        if (length == exact && scan.frame.isHeld()) {
            scan.expectZero(Structs.Padding.between((int) (list + 4 * n), (int) exact));
        }
    }

    private void list(int n) {
        int descending = -1;
        int repeated = -1;
        int overflow = -1;
        for (int i = 0; i < n; i++) {
            int at = list + 4 * i;
            int group = scan.frame.i32(at);
            int order = i == 0 ? 1 : Integer.compareUnsigned(group, scan.frame.i32(at - 4));
            if (group == NO_ID) {
                report(Rule.CKV001, at, "the id 0xffffffff is not a group");
            }
            overflow = group == OVERFLOW_ID && overflow < 0 ? at : overflow;
            descending = order < 0 && descending < 0 ? at : descending;
            repeated = order == 0 && repeated < 0 ? at : repeated;
        }
        once(Rule.CKV002, overflow, "the overflow id stands for an unmapped group");
        once(Rule.CKV004, descending, "groups are not in ascending order");
        boolean scattered = repeated < 0 && descending >= 0;
        once(Rule.CKV005, scattered ? scatteredDuplicate(n) : repeated, "group is listed twice");
    }

    /** Place in the record of a group that an unsorted list has twice; -1 if there is none. */
    private int scatteredDuplicate(int n) {
        long[] keyed = new long[n];
        for (int i = 0; i < n; i++) {
            keyed[i] = (scan.frame.i32(list + 4 * i) & 0xffff_ffffL) << 32 | i;
        }
        Arrays.sort(keyed);
        for (int i = 1; i < n; i++) {
            if (keyed[i] >>> 32 == keyed[i - 1] >>> 32) {
                return list + 4 * (int) keyed[i];
            }
        }
        return -1;
    }

    private void once(Rule rule, int at, String message) {
        if (at >= 0) {
            report(rule, at, message);
        }
    }

    private void report(Rule rule, int at, String message) {
        scan.reportAt(rule, scan.frame.offset() + at, "groups", message,
                Integer.toUnsignedString(scan.frame.i32(at)), "");
    }
}
