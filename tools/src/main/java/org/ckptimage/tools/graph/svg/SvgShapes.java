// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.util.List;
import org.ckptimage.tools.graph.model.Edge;
import org.ckptimage.tools.graph.model.EdgeKind;
import org.ckptimage.tools.graph.model.Emphasis;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.html.Markup;

/** Boxes and curves of a picture. */
final class SvgShapes {
    /** Beyond that, labels of edges would hide what they name. */
    static final int MOST_LABELS = 60;
    private static final double RAIL = 9;
    private static final double CORNER = 6;

    private final Markup svg;

    SvgShapes(Markup svg) {
        this.svg = svg;
    }

    void box(Box box) {
        Node node = box.node();
        String look = node.missing() ? " missing" : node.emphasis().isEmpty() ? "" : " strong";
        svg.open("g", "class", "node " + node.kind().word() + look, "id", node.anchor());
        svg.leaf("title", tooltip(node));
        if (node.count() > 1) {
            rect("card behind", new Box(node, box.x() + 4, box.y() + 4, box.width(), box.height()));
        }
        rect("card", box);
        svg.empty("rect", "class", "stripe", "x", n(box.x() + 5), "y", n(box.y() + 6), "width", "3.5",
                "height", n(box.height() - 12), "rx", "1.7");
        double y = box.y() + BoxSize.FIRST_LINE;
        for (String line : node.lines()) {
            boolean first = line == node.lines().get(0);
            svg.leaf("text", line, "class", first ? "name" : "quiet", "x", n(box.x() + BoxSize.LABEL_X), "y",
                    n(y));
            y += BoxSize.LINE;
        }
        badges(box);
        svg.close();
    }

    private void rect(String look, Box box) {
        svg.empty("rect", "class", look, "x", n(box.x()), "y", n(box.y()), "width", n(box.width()), "height",
                n(box.height()), "rx", n(CORNER));
    }

    private void badges(Box box) {
        double right = box.right() - 8;
        List<Emphasis> badges = box.node().badges();
        for (int i = badges.size() - 1; i >= 0; i--) {
            Emphasis emphasis = badges.get(i);
            right -= BoxSize.badge(emphasis);
            badge(svg, emphasis, right, box.y() + 7);
            right -= BoxSize.BADGE_GAP;
        }
    }

    static void badge(Markup svg, Emphasis emphasis, double x, double y) {
        double width = BoxSize.badge(emphasis);
        svg.open("g", "class", "badge " + Node.anchor(emphasis.badge()));
        svg.empty("rect", "x", n(x), "y", n(y), "width", n(width), "height", n(BoxSize.BADGE_HEIGHT), "rx",
                n(BoxSize.BADGE_HEIGHT / 2));
        svg.leaf("text", emphasis.badge(), "x", n(x + width / 2), "y", n(y + 11)).close();
    }

    private static String tooltip(Node node) {
        StringBuilder text = new StringBuilder(String.join("; ", node.lines()));
        node.badges().forEach(emphasis -> text.append("; ").append(emphasis.text()));
        return text.toString();
    }

    void curve(Curve curve) {
        Edge edge = curve.edge();
        boolean parent = edge.kind() == EdgeKind.PARENT;
        svg.open("g", "class", "edge " + edge.kind().label(), "data-from", curve.from().node().anchor(),
                "data-to", curve.to().node().anchor());
        svg.leaf("title", edge.from() + " " + edge.kind().label() + " " + edge.to());
        if (parent) {
            svg.empty("path", "d", treeLine(curve));
        } else {
            svg.empty("path", "d", arc(curve), "marker-end", "url(#tip)");
        }
        svg.close();
    }

    /** The name of a reference that is not like the others. */
    void label(Curve curve) {
        EdgeKind kind = curve.edge().kind();
        if (kind == EdgeKind.ECRED_REF || kind == EdgeKind.CREATOR_REF) {
            svg.leaf("text", kind.label(), "class", "label " + kind.label(), "data-from",
                    curve.from().node().anchor(), "data-to", curve.to().node().anchor(), "x",
                    n((startX(curve) + endX(curve)) / 2), "y", n((curve.fromY() + curve.toY()) / 2 + 3.5));
        }
    }

    private static boolean forward(Curve curve) {
        return curve.from().x() < curve.to().x();
    }

    private static double startX(Curve curve) {
        return forward(curve) ? curve.from().right() : curve.from().x();
    }

    private static double endX(Curve curve) {
        return forward(curve) ? curve.to().x() - 1 : curve.to().right() + 1;
    }

    private static String arc(Curve curve) {
        double x = startX(curve);
        double end = endX(curve);
        double bend = (end - x) / 2;
        return "M" + n(x) + " " + n(curve.fromY()) + " C" + n(x + bend) + " " + n(curve.fromY()) + " "
                + n(end - bend) + " " + n(curve.toY()) + " " + n(end) + " " + n(curve.toY());
    }

    /** From a parent down and to the right; along the left side if the child stands elsewhere. */
    private static String treeLine(Curve curve) {
        Box child = curve.from();
        Box parent = curve.to();
        if (child.x() > parent.x() && child.y() > parent.y()) {
            double rail = parent.x() + RAIL;
            return "M" + n(rail) + " " + n(parent.bottom()) + " V" + n(child.middle() - CORNER) + " q0 "
                    + n(CORNER) + " " + n(CORNER) + " " + n(CORNER) + " H" + n(child.x());
        }
        double rail = Math.min(child.x(), parent.x()) - RAIL;
        return "M" + n(parent.x()) + " " + n(parent.middle()) + " H" + n(rail) + " V" + n(child.middle())
                + " H" + n(child.x());
    }

    private static String n(double number) {
        return SvgWriter.n(number);
    }
}
