// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Arrays;

/**
 * The process tree of TREE and PIDS. Numbers are as in the image: pids, or from v23-rc1-pids on tags of pid
 * objects, which {@link #number} turns into the pid in the outermost namespace.
 */
public final class TaskTree {
    private int tasks;
    private int[] pid = new int[0];
    private int[] ppid = new int[0];
    private int[] tgid = new int[0];
    private int[] pgid = new int[0];
    private int[] sid = new int[0];
    private int[] numbers = new int[0];
    private int pids;
    private int firstTag;
    private boolean tagged;

    /** Number of tasks whose entries were read. */
    public int size() {
        return tasks;
    }

    /** {@code vpid} of a task, as the image has it. */
    public int pid(int task) {
        return pid[task];
    }

    /** {@code vppid}: thread-group id of the parent. */
    public int ppid(int task) {
        return ppid[task];
    }

    /** {@code vtgid}: id of the thread group; equal to {@code vpid} in its leader. */
    public int tgid(int task) {
        return tgid[task];
    }

    /** {@code vpgid}: process group. */
    public int pgid(int task) {
        return pgid[task];
    }

    /** {@code vsid}: session. */
    public int sid(int task) {
        return sid[task];
    }

    /** True if the task leads its thread group. */
    public boolean leader(int task) {
        return pid[task] == tgid[task];
    }

    /** True if entries hold tags of pid objects rather than pids. */
    public boolean tagged() {
        return tagged;
    }

    /**
     * The pid in the outermost namespace that a value of an entry stands for; markers and pids stay as they
     * are.
     */
    public int number(int value) {
        int at = value - firstTag;
        return tagged && value > 0 && at >= 0 && at < pids ? numbers[at] : value;
    }

    /** True if a value of an entry names a pid object. */
    boolean names(int tag) {
        return tag >= firstTag && (long) tag - firstTag < pids;
    }

    void useTags(int first) {
        tagged = true;
        firstTag = first;
    }

    /** Adds a pid object; returns its tag. */
    int addNumber(int number) {
        if (pids == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(16, pids * 2));
        }
        numbers[pids] = number;
        return firstTag + pids++;
    }

    void add(int[] entry) {
        if (tasks == pid.length) {
            int room = Math.max(16, tasks * 2);
            pid = Arrays.copyOf(pid, room);
            ppid = Arrays.copyOf(ppid, room);
            tgid = Arrays.copyOf(tgid, room);
            pgid = Arrays.copyOf(pgid, room);
            sid = Arrays.copyOf(sid, room);
        }
        pid[tasks] = entry[0];
        ppid[tasks] = entry[1];
        tgid[tasks] = entry[2];
        pgid[tasks] = entry[3];
        sid[tasks] = entry[4];
        tasks++;
    }

    /** All {@code vpid} values in ascending order. */
    int[] sortedPids() {
        int[] sorted = Arrays.copyOf(pid, tasks);
        Arrays.sort(sorted);
        return sorted;
    }
}
