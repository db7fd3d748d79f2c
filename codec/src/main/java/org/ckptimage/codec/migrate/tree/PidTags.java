// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * Writes the PIDS section and a tree whose entries hold tags. From pids, pid objects are made as the composer
 * makes them: those of the tasks in their order, then the others in the order of first mention.
 */
final class PidTags {
    static final int NULL = -4096;
    static final int ROOT = -4097;

    private final TreeReader read;
    private final ProcessTree tree;
    private final ImageWriter image;
    private final TreeLosses losses;

    PidTags(TreeReader read, ImageWriter image, TreeLosses losses) {
        this.read = read;
        this.tree = read.tree();
        this.image = image;
        this.losses = losses;
    }

    /**
     * @param free gives objrefs for the pid objects
     */
    void write(FreeRun free) throws IOException {
        if (tree.tagged()) {
            section(tree.pids(), tree.firstTag());
            entries(null, 0);
            return;
        }
        PidIndex index = new PidIndex();
        NumberLists pids = new NumberLists();
        for (int task = 0; task < tree.tasks(); task++) {
            index.add(tree.value(ProcessTree.PID, task));
            pids.add(tree.value(ProcessTree.PID, task));
            for (int i = 0; i < tree.nestedLevels(task); i++) {
                pids.add(tree.nested().get(task, i));
            }
            pids.close();
        }
        others(index, pids);
        int first = free.first(pids.size());
        section(pids, first);
        entries(index, first);
    }

    private void others(PidIndex index, NumberLists pids) {
        int[] fields = {ProcessTree.PPID, ProcessTree.TGID, ProcessTree.PGID, ProcessTree.SID};
        for (int task = 0; task < tree.tasks(); task++) {
            for (int field : fields) {
                int pid = tree.value(field, task);
                if (pid > 0 && index.of(pid) < 0) {
                    index.add(pid);
                    pids.add(pid);
                    pids.close();
                }
            }
        }
    }

    private void section(NumberLists pids, int first) throws IOException {
        long numbers = 0;
        for (int pid = 0; pid < pids.size(); pid++) {
            numbers += pids.length(pid) - 1;
        }
        // v23-rc1 tools took offset as one less than the first tag
        boolean recent = image.format().version().since(FormatVersion.V23_RC2);
        image.write(image.record(RecordType.PIDS).put("nr_pids", pids.size()).put("nr_vpids", numbers)
                .put("offset", recent ? first : first - 1));
        image.begin(RecordType.BUFFER, 2L * Integer.BYTES * pids.size() + Integer.BYTES * numbers);
        for (int pid = 0; pid < pids.size(); pid++) {
            EntryBytes.number(image, pids.length(pid) - 1);
            for (int i = 0; i < pids.length(pid); i++) {
                EntryBytes.number(image, pids.get(pid, i));
            }
        }
    }

    private void entries(PidIndex index, int first) throws IOException {
        EntryBytes bytes = EntryBytes.begin(image.layout("ckpt_task_pids"), image, tree.tasks());
        for (int task = 0; task < tree.tasks(); task++) {
            for (int f = 0; f < ProcessTree.FIELDS.length; f++) {
                int value = tree.value(f, task);
                bytes.put(ProcessTree.FIELDS[f], index == null ? value : tag(index, first, f, task));
            }
            bytes.put("depth", tree.tagged() ? tree.depth(task) : tree.nestedLevels(task));
            bytes.write();
        }
    }

    private int tag(PidIndex index, int first, int field, int task) {
        int value = tree.value(field, task);
        if (value > 0) {
            return first + index.of(value);
        }
        if (value < PidNumbers.NULL) {
            losses.lost(read.offsetOf(task), ProcessTree.FIELDS[field], value + ": is no pid");
        }
        return value == 0 ? 0 : NULL;
    }
}
