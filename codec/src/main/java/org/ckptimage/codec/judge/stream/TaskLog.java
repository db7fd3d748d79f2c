// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.ckptimage.codec.judge.Kin;
import org.ckptimage.codec.scan.TaskTree;

/** The tasks of a stream: thirteen bytes for each, beside the tree. */
final class TaskLog implements Kin {
    private static final int UNKNOWN = -1;

    private int[] creds = new int[0];
    private byte[] modes = new byte[0];
    private long[] offsets = new long[0];
    private int size;
    private TaskTree tree = new TaskTree();
    private IntUnaryOperator subjects = place -> UNKNOWN;

    /**
     * A task begins at this place.
     *
     * @param all number of tasks in the tree; what goes beyond is not remembered
     */
    void begin(int task, long offset, int all) {
        if (creds.length < all) {
            creds = new int[all];
            modes = new byte[all];
            offsets = new long[all];
            Arrays.fill(creds, UNKNOWN);
            Arrays.fill(modes, (byte) UNKNOWN);
        }
        if (task >= 0 && task < creds.length) {
            offsets[task] = offset;
            size = Math.max(size, task + 1);
        }
    }

    /** The cred that a task acts with, as a place in the log of creds. */
    void cred(int task, int place) {
        if (task >= 0 && task < size) {
            creds[task] = place;
        }
    }

    /** The seccomp mode of a task; of two the first counts. */
    void mode(long task, long mode) {
        if (task >= 0 && task < size && modes[(int) task] == UNKNOWN && mode <= Byte.MAX_VALUE) {
            modes[(int) task] = (byte) mode;
        }
    }

    /** Fixes what the numbers mean, once all is read. */
    void settle(TaskTree numbers, IntUnaryOperator rows) {
        tree = numbers;
        subjects = rows;
    }

    @Override
    public int size() {
        return Math.min(size, tree.size());
    }

    @Override
    public int pid(int task) {
        return tree.number(tree.pid(task));
    }

    @Override
    public int tgid(int task) {
        return tree.number(tree.tgid(task));
    }

    @Override
    public int ppid(int task) {
        return tree.number(tree.ppid(task));
    }

    @Override
    public int subject(int task) {
        return creds[task] < 0 ? UNKNOWN : subjects.applyAsInt(creds[task]);
    }

    @Override
    public int seccomp(int task) {
        return modes[task];
    }

    @Override
    public long offset(int task) {
        return offsets[task];
    }
}
