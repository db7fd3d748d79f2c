// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.ckptimage.tools.html.Markup;

/** Explains the lines and badges that occur in a picture. */
final class SvgLegend {
    static final double HEIGHT = 52;
    private static final double LINE = 30;
    private static final double SPACE = 22;
    private static final double BESIDE = 7;
    private static final double SIZE = 11.5;
    private static final String REFERENCE = "reference";
    private static final Map<EdgeKind, String> TEXTS = Map.of(
            EdgeKind.CRED_REF, REFERENCE,
            EdgeKind.ECRED_REF, "ecred_ref, where it differs from cred_ref",
            EdgeKind.CREATOR_REF, "creator_ref",
            EdgeKind.PARENT, "child of");

    private final Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
    private final Set<Emphasis> reasons = EnumSet.noneOf(Emphasis.class);

    SvgLegend(ObjectGraph graph) {
        graph.edges().forEach(edge -> kinds.add(edge.kind()));
        graph.nodes().forEach(node -> reasons.addAll(node.emphasis()));
        kinds.retainAll(TEXTS.keySet());
    }

    double width() {
        double width = 0;
        for (EdgeKind kind : kinds) {
            width += LINE + BESIDE + BoxSize.text(TEXTS.get(kind), SIZE) + SPACE;
        }
        for (Emphasis reason : reasons) {
            width += BoxSize.badge(reason) + BESIDE + BoxSize.text(text(reason), SIZE) + SPACE;
        }
        return width;
    }

    private static String text(Emphasis reason) {
        return reason == Emphasis.UID_0 ? "a user id is 0" : reason.text();
    }

    /** Draws it on a line at {@code y}. */
    void draw(Markup svg, double left, double y) {
        double x = left;
        svg.open("g", "class", "legend");
        for (EdgeKind kind : kinds) {
            svg.open("g", "class", "edge " + kind.label());
            String line = "M" + SvgWriter.n(x) + " " + SvgWriter.n(y - 4) + " h" + SvgWriter.n(LINE);
            if (kind == EdgeKind.PARENT) {
                svg.empty("path", "d", line);
            } else {
                svg.empty("path", "d", line, "marker-end", "url(#tip)");
            }
            svg.close();
            x = text(svg, TEXTS.get(kind), x + LINE + BESIDE, y);
        }
        for (Emphasis reason : reasons) {
            SvgShapes.badge(svg, reason, x, y - 11.5);
            x = text(svg, text(reason), x + BoxSize.badge(reason) + BESIDE, y);
        }
        svg.close();
    }

    private static double text(Markup svg, String text, double x, double y) {
        svg.leaf("text", text, "class", "quiet", "x", SvgWriter.n(x), "y", SvgWriter.n(y));
        return x + BoxSize.text(text, SIZE) + SPACE;
    }
}
