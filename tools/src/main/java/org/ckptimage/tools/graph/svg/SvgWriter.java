// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.model.NodeKind;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.html.PageResource;

/** A drawing as SVG: a file of its own, or a figure of a page that has the style sheet. */
public final class SvgWriter {
    private static final double MARGIN = 28;
    private static final double HEADINGS = 30;
    private static final double HEAD = 74;
    private static final double NOTE = 18;
    private static final double NARROWEST = 640;

    private final Markup svg;
    private final Drawing drawing;
    private final Layout layout;
    private final SvgLegend legend;
    private double y = MARGIN;

    private SvgWriter(Markup svg, Drawing drawing) {
        this.svg = svg;
        this.drawing = drawing;
        this.layout = new Layout(drawing.graph());
        this.legend = new SvgLegend(drawing.graph(), Math.max(layout.width(), NARROWEST));
    }

    /** The style sheet of pictures. */
    public static String style() {
        return PageResource.text(SvgWriter.class, "graph.css");
    }

    /** Writes a file of its own. */
    public static void document(Drawing drawing, PrintWriter out) {
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        SvgWriter writer = new SvgWriter(new Markup(out), drawing);
        List<String> notes = drawing.notes();
        double text = BoxSize.text(drawing.title(), 19);
        for (String note : notes) {
            text = Math.max(text, BoxSize.text(note, 12));
        }
        text = Math.max(text, BoxSize.text(drawing.about(), 12.5));
        writer.open(HEAD + notes.size() * NOTE + (notes.isEmpty() ? 0 : NOTE), text);
        writer.svg.style("\n" + style());
        writer.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%");
        writer.head(notes);
        writer.picture();
        writer.svg.close();
        out.print('\n');
    }

    /** Writes it into a page. */
    public static void figure(Drawing drawing, Markup page) {
        SvgWriter writer = new SvgWriter(page, drawing);
        writer.open(0, 0);
        writer.picture();
        page.close();
    }

    private void open(double head, double widest) {
        double width = Math.max(Math.max(layout.width(), legend.width()), widest) + 2 * MARGIN;
        double height = MARGIN + head + HEADINGS + layout.height() + legend.height() + MARGIN;
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "graph", "width", n(width),
                "height", n(height), "viewBox", "0 0 " + n(width) + " " + n(height), "role", "img",
                "aria-labelledby", "graph-title graph-desc");
        svg.leaf("title", "Object graph of " + drawing.title(), "id", "graph-title");
        svg.leaf("desc", "Columns from left to right: tasks, creds, groupinfos and users, user namespaces. "
                + drawing.about(), "id", "graph-desc");
        svg.open("defs");
        svg.open("marker", "id", "tip", "viewBox", "0 0 8 8", "refX", "7", "refY", "4", "markerWidth", "8",
                "markerHeight", "8", "markerUnits", "userSpaceOnUse", "orient", "auto");
        svg.empty("path", "class", "tip", "d", "M0 .8 L8 4 L0 7.2 z").close().close();
    }

    private void head(List<String> notes) {
        svg.leaf("text", drawing.title(), "class", "title", "x", n(MARGIN), "y", n(y + 18));
        svg.leaf("text", drawing.about(), "class", "quiet about", "x", n(MARGIN), "y", n(y + 42));
        y += HEAD;
        for (String note : notes) {
            svg.leaf("text", note, "class", "note", "x", n(MARGIN), "y", n(y));
            y += NOTE;
        }
        y += notes.isEmpty() ? 0 : NOTE;
    }

    private void picture() {
        headings();
        svg.open("g", "transform", "translate(" + n(MARGIN) + " " + n(y + HEADINGS) + ")");
        SvgShapes shapes = new SvgShapes(svg);
        svg.open("g", "class", "edges");
        boolean few = layout.curves().size() <= SvgShapes.MOST_LABELS;
        layout.curves().forEach(shapes::curve);
        svg.close();
        svg.open("g", "class", "nodes");
        layout.boxes().forEach(shapes::box);
        svg.close();
        if (few) {
            svg.open("g", "class", "labels");
            layout.curves().forEach(shapes::label);
            svg.close();
        }
        svg.close();
        legend.draw(svg, MARGIN, y + HEADINGS + layout.height());
    }

    private void headings() {
        for (int column = 0; column < Columns.COUNT; column++) {
            List<String> names = new ArrayList<>();
            for (NodeKind kind : NodeKind.values()) {
                if (Columns.of(kind) == column && !drawing.graph().nodes(kind).isEmpty()) {
                    names.add(kind.count(drawing.count(kind)));
                }
            }
            if (!names.isEmpty()) {
                svg.leaf("text", String.join(", ", names), "class", "heading", "x",
                        n(MARGIN + layout.left(column)), "y", n(y + 12));
            }
        }
    }

    /** A number of pixels with one digit behind the point. */
    static String n(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10)
                : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }
}
