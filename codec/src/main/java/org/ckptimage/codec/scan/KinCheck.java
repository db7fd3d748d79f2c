// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Arrays;

/** Whether the processes of a tree can be each other's parents, and its threads can be of one process. */
final class KinCheck {
    private static final byte FINE = 1;
    private static final byte ON_THE_WAY = 2;

    private final TaskTree tree;
    /** Pid and position of each task, in the order of pids. */
    private final long[] places;

    KinCheck(TaskTree tree) {
        this.tree = tree;
        this.places = new long[tree.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = (long) tree.pid(i) << 32 | i;
        }
        Arrays.sort(places);
    }

    /** Position of the first task with a pid; -1 for none. */
    private int place(int pid) {
        int at = Arrays.binarySearch(places, (long) pid << 32);
        at = at < 0 ? -at - 1 : at;
        return at < places.length && places[at] >> 32 == pid ? (int) places[at] : -1;
    }

    /** True if what a task names as the leader of its thread group is itself a thread of another. */
    boolean leaderIsThread(int task) {
        int leader = place(tree.tgid(task));
        return leader >= 0 && tree.tgid(leader) != tree.pid(leader);
    }

    /** Of each process that is its own ancestor true; one for each such circle. */
    boolean[] circles() {
        boolean[] found = new boolean[tree.size()];
        byte[] seen = new byte[tree.size()];
        for (int i = 0; i < found.length; i++) {
            int at = i;
            while (at >= 0 && seen[at] == 0) {
                seen[at] = ON_THE_WAY;
                at = parent(at);
            }
            if (at >= 0 && seen[at] == ON_THE_WAY) {
                found[at] = true;
            }
            for (int on = i; on >= 0 && seen[on] == ON_THE_WAY; on = parent(on)) {
                seen[on] = FINE;
            }
        }
        return found;
    }

    /** The parent of the first process is outside, whatever has its number here. */
    private int parent(int task) {
        return tree.tgid(task) == tree.tgid(0) ? -1 : place(tree.ppid(task));
    }
}
