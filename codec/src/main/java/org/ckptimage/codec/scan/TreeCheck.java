// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Arrays;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.StructLayout;

/** Judges the entries of the process tree once all of them are known. */
final class TreeCheck {
    private static final int NULL_PID_OLD = -1;
    private static final int NULL_PID = -4096;
    private static final int ROOT_PID = -4097;

    private final Scan scan;

    TreeCheck(Scan scan) {
        this.scan = scan;
    }

    /** Looks for non-zero padding in the entry at index {@code at} of the buffer. */
    void padding(StructLayout entry, int at, long offset) {
        int padding = scan.structs.padding(entry).firstNonZero(scan.frame.bytes(), at, entry.size());
        if (padding >= 0) {
            scan.reportAt(Rule.CKS011, offset + padding, "padding", "padding of a tree entry is not zero",
                    "", "0");
        }
    }

    void tree(StructLayout entry, long start) {
        TaskTree tree = scan.tree;
        int[] pids = tree.sortedPids();
        duplicates(entry, start);
        kin(entry, start);
        for (int i = 0; i < tree.size(); i++) {
            long at = start + (long) i * entry.size();
            if (tree.pid(i) <= 0) {
                report(Rule.CKR010, entry, at, "vpid", tree.pid(i), "pid is not positive");
            } else if (tree.tagged() && !tree.names(tree.pid(i))) {
                report(Rule.CKR010, entry, at, "vpid", tree.pid(i), "tag names no pid object");
            }
            if (!TreeGrammar.contains(pids, tree.tgid(i)) || tree.tgid(i) <= 0) {
                report(Rule.CKR010, entry, at, "vtgid", tree.tgid(i), "vtgid names no task");
            }
            if (!parentKnown(i, pids)) {
                report(Rule.CKR010, entry, at, "vppid", tree.ppid(i), "vppid names no task");
            }
            if (!groupKnown(tree.pgid(i), tree.pgid(0), pids)) {
                report(Rule.CKR010, entry, at, "vpgid", tree.pgid(i), "vpgid names no task");
            }
            if (!groupKnown(tree.sid(i), tree.sid(0), pids)) {
                report(Rule.CKR010, entry, at, "vsid", tree.sid(i), "vsid names no task");
            }
        }
    }

    private void kin(StructLayout entry, long start) {
        TaskTree tree = scan.tree;
        KinCheck kin = new KinCheck(tree);
        boolean[] circles = kin.circles();
        for (int i = 0; i < tree.size(); i++) {
            long at = start + (long) i * entry.size();
            if (kin.leaderIsThread(i)) {
                report(Rule.CKR010, entry, at, "vtgid", tree.tgid(i), "vtgid names a thread, not a process");
            }
            if (circles[i]) {
                report(Rule.CKR010, entry, at, "vppid", tree.ppid(i), "the task is its own ancestor");
            }
        }
    }

    /** The parent of the root task, and of its threads, is outside the image. */
    private boolean parentKnown(int task, int[] pids) {
        int ppid = scan.tree.ppid(task);
        boolean rootGroup = scan.tree.tgid(task) == scan.tree.tgid(0);
        return rootGroup || marker(ppid) || TreeGrammar.contains(pids, ppid);
    }

    /**
     * A group or session may be the one the root task got from outside. With tags it may also be one whose
     * leader has ended: its pid object is in the image, its task is not.
     */
    private boolean groupKnown(int value, int ofRoot, int[] pids) {
        if (marker(value) || value == ofRoot && !scan.tree.tagged()) {
            return true;
        }
        return scan.tree.tagged() ? scan.tree.names(value) : TreeGrammar.contains(pids, value);
    }

    private boolean marker(int value) {
        int none = scan.version.since(FormatVersion.V23_RC1_PIDS) ? NULL_PID : NULL_PID_OLD;
        return value == 0 || value == none || value == ROOT_PID && none == NULL_PID;
    }

    private void duplicates(StructLayout entry, long start) {
        long[] keyed = new long[scan.tree.size()];
        for (int i = 0; i < keyed.length; i++) {
            keyed[i] = (long) scan.tree.number(scan.tree.pid(i)) << 32 | i;
        }
        Arrays.sort(keyed);
        for (int i = 1; i < keyed.length; i++) {
            if (keyed[i] >> 32 == keyed[i - 1] >> 32) {
                report(Rule.CKR011, entry, start + (keyed[i] & 0xffff_ffffL) * entry.size(), "vpid",
                        (int) (keyed[i] >> 32), "two tasks have the same pid");
            }
        }
    }

    private void report(Rule rule, StructLayout entry, long at, String field, int value, String message) {
        scan.reportAt(rule, at + entry.field(field).offset(), field, message, Integer.toString(value), "");
    }
}
