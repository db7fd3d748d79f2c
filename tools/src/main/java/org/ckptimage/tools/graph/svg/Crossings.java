// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.ArrayList;
import java.util.List;

/** Counts the pairs of edges that cross, in time that grows a little faster than their number. */
final class Crossings {
    private Crossings() {}

    static long count(Columns columns) {
        int[] rows = new int[columns.size()];
        for (int column = 0; column < Columns.COUNT; column++) {
            for (int row = 0; row < columns.rows(column).length; row++) {
                rows[columns.rows(column)[row]] = row;
            }
        }
        long crossings = 0;
        for (int column = 1; column < Columns.COUNT; column++) {
            crossings += between(columns, column, rows);
        }
        return crossings;
    }

    /** Edges by their rows on the left; each crosses those above it that end below it on the right. */
    private static long between(Columns columns, int column, int[] rows) {
        long[] ends = new long[columns.rows(column).length + 1];
        long crossings = 0;
        long seen = 0;
        for (int node : columns.rows(column - 1)) {
            List<Integer> here = new ArrayList<>();
            for (int other : columns.neighbours(node)) {
                if (columns.of(other) == column) {
                    here.add(rows[other]);
                    crossings += seen - upTo(ends, rows[other]);
                }
            }
            here.forEach(row -> add(ends, row));
            seen += here.size();
        }
        return crossings;
    }

    /** A binary indexed tree: sums over prefixes in logarithmic time. */
    private static void add(long[] tree, int row) {
        for (int at = row + 1; at < tree.length; at += at & -at) {
            tree[at]++;
        }
    }

    private static long upTo(long[] tree, int row) {
        long sum = 0;
        for (int at = row + 1; at > 0; at -= at & -at) {
            sum += tree[at];
        }
        return sum;
    }
}
