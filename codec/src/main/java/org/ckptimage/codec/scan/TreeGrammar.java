// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** PIDS, TREE and the pid numbers of nested namespaces (SPEC.md, tree and pids). */
final class TreeGrammar {
    private static final int CHUNK = 1 << 14;
    /** Every task may have a process group and a session of its own whose leader has ended. */
    private static final int PIDS_PER_TASK = 3;

    private final Scan scan;
    private final TreeCheck check;
    private final StructLayout entry;
    private long announced;
    private long vpids;
    private long depths;
    private int depthAt = -1;

    TreeGrammar(Scan scan) {
        this.scan = scan;
        this.check = new TreeCheck(scan);
        this.entry = scan.structs.named(
                scan.version.since(FormatVersion.V23_RC1_PIDS) ? "ckpt_task_pids" : "ckpt_pids");
        FieldLayout depth = Structs.field(entry, "depth");
        if (Structs.present(depth) && !scan.version.since(FormatVersion.V23_RC1_PIDS)) {
            depthAt = depth.offset();
        }
    }

    Production tree() {
        Production rule = Production.named("tree");
        if (PIDS.in(scan.version)) {
            rule.one(PIDS, this::readPids).one(BUFFER, this::readNumbers);
        }
        rule.one(TREE, this::readTree).one(BUFFER, this::readEntries);
        if (VPIDS.in(scan.version)) {
            rule.optional(VPIDS, scope -> vpids = scan.frame.get(scan.structs.field(VPIDS, "nr_vpids")));
        }
        return rule.oneWhen(scope -> nestedNumbers() > 0, BUFFER,
                scope -> exactly(4 * nestedNumbers(), "nr_vpids"));
    }

    /** How many pid numbers of nested namespaces follow the tree, before v23-rc1-pids. */
    private long nestedNumbers() {
        return scan.version.since(FormatVersion.V20_NETNS) ? depths : vpids;
    }

    private void readPids(Scope scope) {
        FieldLayout count = scan.structs.field(PIDS, "nr_pids");
        scope.value = scan.frame.get(count);
        vpids = scan.frame.get(scan.structs.field(PIDS, "nr_vpids"));
        if (scope.value == 0) {
            scan.report(Rule.CKR011, count, "an image has at least one pid", "0", "at least 1");
        } else if (scope.value > PIDS_PER_TASK * (long) scan.limits.maxTasks()) {
            scan.report(Rule.CKS005, count, "more pids than the limit maxTasks allows",
                    Long.toString(scope.value), "at most " + PIDS_PER_TASK * (long) scan.limits.maxTasks());
        }
        int offset = scan.frame.getInt(scan.structs.field(PIDS, "offset"));
        // v23-rc1 tools numbered pid objects from offset + 1, later ones from offset
        scan.tree.useTags(scan.version.since(FormatVersion.V23_RC2) ? offset : offset + 1);
    }

    private void readNumbers(Scope scope) throws IOException {
        long left = 8 * scope.value + 4 * vpids;
        boolean tooMany = scope.value > PIDS_PER_TASK * (long) scan.limits.maxTasks();
        if (!exactly(left, "nr_pids and nr_vpids") || tooMany) {
            return;
        }
        for (long i = 0; i < scope.value && left >= 8; i++) {
            long offset = scan.frame.offset() + scan.frame.length() - left;
            int at = scan.payload(8);
            long depth = scan.frame.order().u32(scan.frame.bytes(), at);
            pid(scan.frame.order().i32(scan.frame.bytes(), at + 4), offset + 4);
            left -= 8;
            if (4 * depth > left) {
                scan.reportAt(Rule.CKS005, scan.frame.offset(), "depth", "pid entry runs past its buffer",
                        Long.toString(depth), "at most " + left / 4);
                return;
            }
            for (long n = 0; n < depth; n++) {
                scan.payload(4);
                left -= 4;
            }
        }
        if (left > 0) {
            scan.reportAt(Rule.CKS005, scan.frame.offset() + scan.frame.length() - left, "nr_vpids",
                    "bytes behind the last pid entry", left + " bytes", "0 bytes");
        }
    }

    /** One pid object: its number, and the id (tag) it takes among all objects. */
    private void pid(int number, long offset) {
        if (number <= 0) {
            scan.reportAt(Rule.CKR010, offset, "numbers", "a pid is positive", Integer.toString(number),
                    "at least 1");
        }
        int tag = scan.tree.addNumber(number);
        if (tag > 0) {
            scan.objects.define(tag, ObjType.PID);
            scan.objects.refer(tag);
        }
    }

    private void readTree(Scope scope) {
        FieldLayout count = scan.structs.field(TREE, "nr_tasks");
        announced = scan.frame.get(count);
        if (announced <= 0) {
            scan.report(Rule.CKR011, count, "an image has at least one task", Long.toString(announced),
                    "at least 1");
        } else if (announced > scan.limits.maxTasks()) {
            scan.report(Rule.CKS005, count, "more tasks than the limit maxTasks", Long.toString(announced),
                    "at most " + scan.limits.maxTasks());
        }
    }

    private void readEntries(Scope scope) throws IOException {
        scope.parent.remaining = announced;
        boolean fits = exactly(announced * entry.size(), "nr_tasks");
        long present = fits ? Math.min(announced, scan.limits.maxTasks()) : 0;
        long start = scan.frame.offset() + 8;
        int[] fields = {
            entry.field("vpid").offset(), entry.field("vppid").offset(), entry.field("vtgid").offset(),
            entry.field("vpgid").offset(), entry.field("vsid").offset()};
        int[] values = new int[fields.length];
        int perChunk = CHUNK / entry.size();
        for (long done = 0; done < present; done += perChunk) {
            int n = (int) Math.min(perChunk, present - done);
            int at = scan.payload(n * entry.size());
            for (int i = 0; i < n; i++, at += entry.size()) {
                for (int f = 0; f < fields.length; f++) {
                    values[f] = scan.frame.order().i32(scan.frame.bytes(), at + fields[f]);
                }
                scan.tree.add(values);
                depths += depthAt < 0 ? 0 : Math.max(0, scan.frame.order().i32(scan.frame.bytes(), at
                        + depthAt));
                check.padding(entry, at, start + (done + i) * entry.size());
            }
        }
        check.tree(entry, start);
    }

    /** Reports CKS005 unless the payload of the BUFFER at hand is exactly that long. */
    private boolean exactly(long payload, String why) {
        long got = scan.frame.length() - 8;
        if (got != payload) {
            scan.reportAt(Rule.CKS005, scan.frame.offset() + 4, "len", "buffer length differs from what "
                    + why
                    + " says", Long.toString(got + 8), Long.toString(payload + 8));
        }
        return got == payload;
    }

    /** True if the numbers are in the array. */
    static boolean contains(int[] sorted, int value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }
}
