// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ckptimage.tools.graph.model.Edge;
import org.ckptimage.tools.graph.model.EdgeKind;

/** Spreads the ends of edges along the sides of boxes, in the order of what they lead to. */
final class Ports {
    private static final double APART = 11;
    private static final double MARGIN = 8;

    private final Columns columns;
    private final Box[] boxes;
    private final List<List<Integer>> lefts = new ArrayList<>();
    private final List<List<Integer>> rights = new ArrayList<>();

    /** What of an edge lies to the left and to the right. */
    private record Span(Edge edge, int left, int right) {}

    Ports(Columns columns, Box[] boxes) {
        this.columns = columns;
        this.boxes = boxes;
        for (int i = 0; i < boxes.length; i++) {
            lefts.add(new ArrayList<>());
            rights.add(new ArrayList<>());
        }
    }

    List<Curve> curves(List<Edge> edges) {
        List<Span> spans = edges.stream().map(this::span).toList();
        double[] leftY = spread(spans, rights, true);
        double[] rightY = spread(spans, lefts, false);
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            boolean forward = columns.number(span.edge().from()) == span.left();
            Box left = boxes[span.left()];
            Box right = boxes[span.right()];
            if (span.edge().kind() == EdgeKind.PARENT) {
                curves.add(new Curve(span.edge(), left, right, left.middle(), right.middle()));
            } else {
                curves.add(forward ? new Curve(span.edge(), left, right, leftY[i], rightY[i])
                        : new Curve(span.edge(), right, left, rightY[i], leftY[i]));
            }
        }
        return curves;
    }

    private Span span(Edge edge) {
        int from = columns.number(edge.from());
        int to = columns.number(edge.to());
        return columns.of(from) <= columns.of(to) ? new Span(edge, from, to) : new Span(edge, to, from);
    }

    private double[] spread(List<Span> spans, List<List<Integer>> sides, boolean atLeft) {
        double[] y = new double[spans.size()];
        for (int i = 0; i < y.length; i++) {
            if (spans.get(i).edge().kind() != EdgeKind.PARENT) {
                sides.get(atLeft ? spans.get(i).left() : spans.get(i).right()).add(i);
            }
        }
        for (int node = 0; node < boxes.length; node++) {
            List<Integer> side = sides.get(node);
            side.sort(Comparator.comparingDouble(
                    i -> boxes[atLeft ? spans.get(i).right() : spans.get(i).left()].middle()));
            double room = boxes[node].height() - 2 * MARGIN;
            double step = Math.min(APART, room / Math.max(1, side.size() - 1));
            for (int i = 0; i < side.size(); i++) {
                y[side.get(i)] = boxes[node].middle() + step * (i - (side.size() - 1) / 2.0);
            }
        }
        return y;
    }
}
