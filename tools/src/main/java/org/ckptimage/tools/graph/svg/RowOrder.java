// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts the rows of columns so that few edges cross: each node goes to the barycentre of its neighbours in
 * the column before, then in the column behind, a few times, and at last in both. Tasks stay in the order of
 * their trees.
 */
final class RowOrder {
    private static final int SWEEPS = 4;

    private final Columns columns;
    private final double[] places;

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
                order.sort(column, column - 1, column - 1);
            }
            for (int column = Columns.COUNT - 2; column > 0; column--) {
                order.sort(column, column + 1, column + 1);
            }
        }
        for (int column = 1; column < Columns.COUNT; column++) {
            order.sort(column, column - 1, column + 1);
        }
    }

    /** Columns differ in size, so places are fractions of them. */
    private void number(int[] rows) {
        for (int row = 0; row < rows.length; row++) {
            places[rows[row]] = (row + 0.5) / rows.length;
        }
    }

    private void sort(int column, int by, int or) {
        int[] rows = columns.rows(column);
        double[] centres = new double[columns.size()];
        for (int node : rows) {
            centres[node] = columns.neighbours(node).stream()
                    .filter(other -> columns.of(other) == by || columns.of(other) == or)
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
