// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.util.Arrays;

/**
 * The tree of one image as it was read: for each task five values, which are pids, or tags of pid objects
 * where there is a PIDS section. About 30 bytes a task.
 */
final class ProcessTree {
    static final int PID = 0;
    static final int PPID = 1;
    static final int TGID = 2;
    static final int PGID = 3;
    static final int SID = 4;
    static final String[] FIELDS = {"vpid", "vppid", "vtgid", "vpgid", "vsid"};

    private final int[][] values = new int[FIELDS.length][0];
    private int[] rsid = new int[0];
    private int[] depth = new int[0];
    private int tasks;
    private final NumberLists pids = new NumberLists();
    private final NumberLists nested = new NumberLists();
    private boolean tagged;
    private int firstTag;

    int tasks() {
        return tasks;
    }

    /** One of the five values of a task. */
    int value(int field, int task) {
        return values[field][task];
    }

    int rsid(int task) {
        return rsid[task];
    }

    /** {@code depth} of the entry of a task. */
    int depth(int task) {
        return depth[task];
    }

    /** Adds a task. */
    void add(int[] entry, int session, int levels) {
        if (tasks == depth.length) {
            int room = Math.max(16, 2 * tasks);
            for (int f = 0; f < values.length; f++) {
                values[f] = Arrays.copyOf(values[f], room);
            }
            rsid = Arrays.copyOf(rsid, room);
            depth = Arrays.copyOf(depth, room);
        }
        for (int f = 0; f < values.length; f++) {
            values[f][tasks] = entry[f];
        }
        rsid[tasks] = session;
        depth[tasks++] = Math.max(0, levels);
    }

    /** The pid objects, each with its numbers, outermost first. */
    NumberLists pids() {
        return pids;
    }

    /** For each task the pids in nested namespaces, where there are no pid objects. */
    NumberLists nested() {
        return nested;
    }

    /** Number of pids of a task in nested namespaces, where there are no pid objects. */
    int nestedLevels(int task) {
        return task < nested.size() ? nested.length(task) : 0;
    }

    void useTags(int first) {
        tagged = true;
        firstTag = first;
    }

    boolean tagged() {
        return tagged;
    }

    int firstTag() {
        return firstTag;
    }

    /** Index of the pid object that a tag names; -1 if it names none. */
    int pidOf(int tag) {
        long at = (long) tag - firstTag;
        return at >= 0 && at < pids.size() ? (int) at : -1;
    }
}
