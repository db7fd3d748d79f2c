// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;

/**
 * Sorts the rows of columns so that few edges cross: each node goes to the barycentre of its neighbours on
 * the left, on the right and on both sides in turn, and the best of all orders is kept. Tasks stay in the
 * order of their trees.
 */
final class RowOrder {
    private static final int SWEEPS = 6;

    private final Columns columns;
    private final double[] places;
    private final int[][] best = new int[Columns.COUNT][];
    private long fewest = Long.MAX_VALUE;

    private RowOrder(Columns columns) {
        this.columns = columns;
        this.places = new double[columns.size()];
        for (int column = 0; column < Columns.COUNT; column++) {
            number(columns.rows(column));
        }
    }

    static void sort(Columns columns) {
        RowOrder order = new RowOrder(columns);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int column = 1; column < Columns.COUNT; column++) {
                int left = column - 1;
                order.sort(column, other -> other == left);
            }
            order.keepBest();
            for (int column = Columns.COUNT - 2; column > 0; column--) {
                int right = column + 1;
                order.sort(column, other -> other == right);
            }
            for (int column = 1; column < Columns.COUNT; column++) {
                order.sort(column, other -> true);
            }
            order.keepBest();
        }
        for (int column = 0; column < Columns.COUNT; column++) {
            System.arraycopy(order.best[column], 0, columns.rows(column), 0, order.best[column].length);
        }
    }

    private void keepBest() {
        long crossings = Crossings.count(columns);
        if (crossings < fewest) {
            fewest = crossings;
            Arrays.setAll(best, column -> columns.rows(column).clone());
        }
    }

    /** Columns differ in size, so places are fractions of them. */
    private void number(int[] rows) {
        for (int row = 0; row < rows.length; row++) {
            places[rows[row]] = (row + 0.5) / rows.length;
        }
    }

    private void sort(int column, IntPredicate by) {
        int[] rows = columns.rows(column);
        double[] centres = new double[columns.size()];
        for (int node : rows) {
            centres[node] = columns.neighbours(node).stream()
                    .filter(other -> by.test(columns.of(other)))
                    .mapToDouble(other -> places[other]).average().orElse(places[node]);
        }
        Integer[] sorted = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(node -> centres[node]));
        for (int row = 0; row < rows.length; row++) {
            rows[row] = sorted[row];
        }
        number(rows);
    }
}
