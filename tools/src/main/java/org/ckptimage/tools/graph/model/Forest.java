// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.Arrays;

/** Who is below whom, parents first. Everyone appears once, also where parents go round in a circle. */
public final class Forest {
    private static final int NONE = -1;

    private final int[] parents;
    private final int[] depths;
    private final int[] order;
    private final int[] firstChild;
    private final int[] nextSibling;
    private int placed;

    private Forest(int[] parents) {
        int n = parents.length;
        this.parents = parents.clone();
        depths = new int[n];
        order = new int[n];
        firstChild = new int[n];
        nextSibling = new int[n];
        Arrays.fill(depths, NONE);
        Arrays.fill(firstChild, NONE);
        Arrays.fill(nextSibling, NONE);
    }

    /** A forest of those numbers; -1 stands for no parent. */
    public static Forest of(int[] parents) {
        Forest forest = new Forest(parents);
        forest.link();
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] == NONE) {
                forest.plant(i);
            }
        }
        for (int i = 0; i < parents.length; i++) {
            if (forest.depths[i] == NONE) {
                forest.parents[i] = NONE;
                forest.plant(i);
            }
        }
        return forest;
    }

    private void link() {
        for (int i = parents.length - 1; i >= 0; i--) {
            if (parents[i] != NONE) {
                nextSibling[i] = firstChild[parents[i]];
                firstChild[parents[i]] = i;
            }
        }
    }

    /** Without recursion, since chains may be long. */
    private void plant(int root) {
        int at = root;
        enter(at, 0);
        while (at != NONE) {
            int child = firstChild[at];
            while (child != NONE && depths[child] != NONE) {
                child = nextSibling[child];
            }
            // children that are placed need not be seen again
            firstChild[at] = child == NONE ? NONE : nextSibling[child];
            if (child == NONE) {
                at = at == root ? NONE : parents[at];
            } else {
                enter(child, depths[at] + 1);
                at = child;
            }
        }
    }

    private void enter(int number, int depth) {
        depths[number] = depth;
        order[placed++] = number;
    }

    /** All numbers, each behind its parent. */
    public int[] order() {
        return order.clone();
    }

    /** Steps to the root. */
    public int depth(int number) {
        return depths[number];
    }

    /** The parent; -1 for none, also where a circle was cut. */
    int parent(int number) {
        return parents[number];
    }
}
