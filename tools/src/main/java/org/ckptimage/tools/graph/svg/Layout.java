// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.tools.graph.model.ObjectGraph;

/** Where everything is drawn: columns from left to right, rows so that edges are short and cross seldom. */
final class Layout {
    private final Columns columns;
    private final Box[] boxes;
    private final double[] tops;
    private final double[] lefts = new double[Columns.COUNT];
    private final double[] widths = new double[Columns.COUNT];
    private final List<Curve> curves;

    Layout(ObjectGraph graph) {
        columns = new Columns(graph);
        RowOrder.sort(columns);
        tops = new double[columns.size()];
        boxes = new Box[columns.size()];
        for (int column = 0; column < Columns.COUNT; column++) {
            place(column);
        }
        double highest = Arrays.stream(tops).min().orElse(0);
        double left = 0;
        for (int column = 0; column < Columns.COUNT; column++) {
            lefts[column] = left;
            widths[column] = width(column);
            for (int node : columns.rows(column)) {
                boxes[node] = box(node, column, highest);
            }
            left += widths[column] + (widths[column] > 0 ? BoxSize.COLUMN_GAP : 0);
        }
        curves = new Ports(columns, boxes).curves(graph.edges());
    }

    private Box box(int node, int column, double highest) {
        double indent = column == 0 ? BoxSize.indent(columns.depth(node)) : 0;
        return new Box(columns.node(node), lefts[column] + indent, tops[node] - highest,
                widths[column] - indent, BoxSize.height(columns.node(node)));
    }

    private double width(int column) {
        double width = 0;
        for (int node : columns.rows(column)) {
            double indent = column == 0 ? BoxSize.indent(columns.depth(node)) : 0;
            width = Math.max(width, indent + BoxSize.width(columns.node(node)));
        }
        return width;
    }

    private void place(int column) {
        int[] rows = columns.rows(column);
        double[] offset = new double[rows.length];
        double[] wanted = new double[rows.length];
        double[] weight = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            double above = row == 0 ? 0 : BoxSize.height(columns.node(rows[row - 1])) + BoxSize.ROW_GAP;
            offset[row] = row == 0 ? 0 : offset[row - 1] + above;
            double mean = wanted(rows[row], column);
            boolean free = Double.isNaN(mean);
            // what nothing pulls follows what is above it
            wanted[row] = !free ? mean : row == 0 ? 0 : wanted[row - 1] + above;
            weight[row] = free ? 0.01 : 1;
        }
        double[] placed = RowPlacer.place(wanted, weight, offset);
        for (int row = 0; row < rows.length; row++) {
            tops[rows[row]] = placed[row];
        }
    }

    /** Upper edge that would face the mean of the neighbours on the left. */
    private double wanted(int node, int column) {
        return columns.neighbours(node).stream().filter(other -> columns.of(other) == column - 1)
                .mapToDouble(other -> tops[other] + BoxSize.height(columns.node(other)) / 2).average()
                .orElse(Double.NaN) - BoxSize.height(columns.node(node)) / 2;
    }

    /** The boxes, in the order of the nodes of the graph. */
    List<Box> boxes() {
        return new ArrayList<>(Arrays.asList(boxes));
    }

    /** The curves, in the order of the edges of the graph. */
    List<Curve> curves() {
        return curves;
    }

    /** Left edge of a column. */
    double left(int column) {
        return lefts[column];
    }

    double width() {
        double right = 0;
        for (int column = 0; column < Columns.COUNT; column++) {
            right = Math.max(right, lefts[column] + widths[column]);
        }
        return right;
    }

    double height() {
        return Arrays.stream(boxes).mapToDouble(Box::bottom).max().orElse(0);
    }
}
