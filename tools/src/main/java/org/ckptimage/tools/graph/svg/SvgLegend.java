// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ckptimage.tools.graph.model.EdgeKind;
import org.ckptimage.tools.graph.model.Emphasis;
import org.ckptimage.tools.graph.model.ObjectGraph;
import org.ckptimage.tools.html.Markup;

/** Explains the lines and badges that occur in a picture, in as many rows as it takes. */
final class SvgLegend {
    private static final double ABOVE = 46;
    private static final double ROW = 22;
    private static final double LINE = 30;
    private static final double SPACE = 22;
    private static final double BESIDE = 7;
    private static final double SIZE = 11.5;
    private static final Map<EdgeKind, String> LINES = Map.of(
            EdgeKind.PARENT, "child of",
            EdgeKind.CRED_REF, "reference",
            EdgeKind.ECRED_REF, "ecred_ref where it differs",
            EdgeKind.CREATOR_REF, "creator_ref");

    private final double room;
    private final List<Item> items = new ArrayList<>();
    private double x;
    private double y = ABOVE;

    /** One sample and its meaning, at its place. */
    private record Item(Sample sample, String text, double width, double x, double y) {}

    /** Draws a sample. */
    private interface Sample {
        void draw(Markup svg, double x, double y);
    }

    /** A legend that is as wide as {@code room}, if it can be. */
    SvgLegend(ObjectGraph graph, double room) {
        this.room = room;
        Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
        graph.edges().forEach(edge -> kinds.add(edge.kind()));
        kinds.retainAll(LINES.keySet());
        kinds.forEach(kind -> add((svg, atX, atY) -> line(svg, kind, atX, atY), LINE, LINES.get(kind)));
        Set<Emphasis> reasons = EnumSet.noneOf(Emphasis.class);
        graph.nodes().forEach(node -> reasons.addAll(node.badges()));
        reasons.forEach(reason -> add((svg, atX, atY) -> SvgShapes.badge(svg, reason, atX, atY - 11.5),
                BoxSize.badge(reason), reason == Emphasis.UID_0 ? "a user id is 0" : reason.text()));
    }

    private void add(Sample sample, double width, String text) {
        double end = x + width + BESIDE + BoxSize.text(text, SIZE);
        if (x > 0 && end > room) {
            x = 0;
            y += ROW;
            end = width + BESIDE + BoxSize.text(text, SIZE);
        }
        items.add(new Item(sample, text, width, x, y));
        x = end + SPACE;
    }

    double width() {
        return items.stream().mapToDouble(item -> item.x() + item.width() + BESIDE
                + BoxSize.text(item.text(), SIZE)).max().orElse(0);
    }

    double height() {
        return items.isEmpty() ? 0 : y;
    }

    /** Draws it below {@code top}. */
    void draw(Markup svg, double left, double top) {
        svg.open("g", "class", "legend");
        for (Item item : items) {
            item.sample().draw(svg, left + item.x(), top + item.y());
            svg.leaf("text", item.text(), "class", "quiet", "x",
                    SvgWriter.n(left + item.x() + item.width() + BESIDE), "y", SvgWriter.n(top + item.y()));
        }
        svg.close();
    }

    private static void line(Markup svg, EdgeKind kind, double x, double y) {
        svg.open("g", "class", "edge " + kind.label());
        String path = "M" + SvgWriter.n(x) + " " + SvgWriter.n(y - 4) + " h" + SvgWriter.n(LINE);
        if (kind == EdgeKind.PARENT) {
            svg.empty("path", "d", path);
        } else {
            svg.empty("path", "d", path, "marker-end", "url(#tip)");
        }
        svg.close();
    }
}
