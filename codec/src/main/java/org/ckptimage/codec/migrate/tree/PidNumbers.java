// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/** Writes a tree whose entries hold pids, and the pids of nested namespaces behind it. */
final class PidNumbers {
    static final int NULL = -1;

    private final TreeReader read;
    private final ProcessTree tree;
    private final ImageWriter image;
    private final TreeLosses losses;
    private final FormatVersion target;

    PidNumbers(TreeReader read, ImageWriter image, TreeLosses losses) {
        this.read = read;
        this.tree = read.tree();
        this.image = image;
        this.losses = losses;
        this.target = image.format().version();
    }

    void write() throws IOException {
        StructLayout entry = image.layout("ckpt_pids");
        EntryBytes bytes = EntryBytes.begin(entry, image, tree.tasks());
        long count = 0;
        for (int task = 0; task < tree.tasks(); task++) {
            for (int f = 0; f < ProcessTree.FIELDS.length; f++) {
                bytes.put(ProcessTree.FIELDS[f], number(f, task));
            }
            bytes.put("rsid", session(task));
            bytes.put("depth", depth(task));
            bytes.write();
            count += depth(task);
        }
        rest(entry);
        nested(count);
    }

    private int number(int field, int task) {
        int value = tree.value(field, task);
        if (!tree.tagged()) {
            return value;
        }
        if (value == PidTags.ROOT) {
            int root = tree.value(field, 0);
            losses.lost(read.offsetOf(task), ProcessTree.FIELDS[field],
                    "ROOT: " + target.label() + " has no such marker");
            return root == PidTags.ROOT ? 0 : number(field, 0);
        }
        int pid = tree.pidOf(value);
        return pid >= 0 ? tree.pids().get(pid, 0) : value == PidTags.NULL ? NULL : value;
    }

    /** Only one layout has it; elsewhere the session is known as the root task sees it. */
    private int session(int task) {
        boolean known = PidTree.SESSION_OUTSIDE == read.version();
        return known ? tree.rsid(task) : number(ProcessTree.SID, task);
    }

    /** Number of pids of a task below the outermost namespace. */
    private int levels(int task) {
        if (tree.tagged()) {
            int pid = tree.pidOf(tree.value(ProcessTree.PID, task));
            return pid < 0 ? 0 : tree.pids().length(pid) - 1;
        }
        return tree.nestedLevels(task);
    }

    private int depth(int task) {
        return target.since(FormatVersion.V20_PIDNS) ? levels(task) : 0;
    }

    private int level(int task, int index) {
        return tree.tagged() ? tree.pids().get(tree.pidOf(tree.value(ProcessTree.PID, task)), index + 1)
                : tree.nested().get(task, index);
    }

    private void nested(long count) throws IOException {
        boolean always = target == FormatVersion.V20_PIDNS;
        if (RecordType.VPIDS.in(target) && (always || count > 0)) {
            image.write(image.record(RecordType.VPIDS).put("nr_vpids", count));
        }
        if (count == 0) {
            return;
        }
        image.begin(RecordType.BUFFER, Integer.BYTES * count);
        for (int task = 0; task < tree.tasks(); task++) {
            for (int i = 0; i < depth(task); i++) {
                EntryBytes.number(image, level(task, i));
            }
        }
    }

    /** Reports what has no place in such a tree. */
    private void rest(StructLayout entry) {
        for (int task = 0; task < tree.tasks(); task++) {
            if (levels(task) > depth(task)) {
                losses.lost(read.offsetOf(task), "depth", levels(task) + ": " + target.label()
                        + " has no nested pid namespaces");
            } else if (tree.depth(task) != levels(task)) {
                losses.lost(read.offsetOf(task), "depth", tree.depth(task) + ": the pid has "
                        + levels(task) + " numbers in nested namespaces");
            }
            if (read.version() == PidTree.SESSION_OUTSIDE && !entry.has("rsid")
                    && tree.rsid(task) != tree.value(ProcessTree.SID, task)) {
                losses.lost(read.offsetOf(task), "rsid", tree.rsid(task) + ": " + target.label()
                        + " has no such field");
            }
        }
        if (entry.has("rsid") && read.version() != PidTree.SESSION_OUTSIDE) {
            losses.invented(read.offset(), "rsid", "the session outside is not known: vsid stands for it");
        }
        if (tree.tagged()) {
            strangers();
        }
    }

    /** Pid objects that are no task's own pid keep their outermost number only. */
    private void strangers() {
        boolean[] own = new boolean[tree.pids().size()];
        for (int task = 0; task < tree.tasks(); task++) {
            int pid = tree.pidOf(tree.value(ProcessTree.PID, task));
            if (pid >= 0) {
                own[pid] = true;
            }
        }
        for (int pid = 0; pid < own.length; pid++) {
            if (!own[pid] && tree.pids().length(pid) > 1) {
                losses.lost(read.offset(), "", "pid " + tree.pids().get(pid, 0)
                        + ", which is no task of the image, loses its numbers in nested namespaces");
            }
        }
    }
}
