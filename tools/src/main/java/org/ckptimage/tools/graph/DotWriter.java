// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.model.Edge;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.graph.model.NodeKind;
import org.ckptimage.tools.terminal.Visible;

/** A drawing in the language of Graphviz, with a cluster for each user namespace. */
final class DotWriter {
    private static final String HEAD = """
              graph [rankdir=LR, labelloc=t, labeljust=l, fontname="Helvetica", fontsize=12, nodesep=0.2,
                ranksep=0.8, compound=true, label=%s];
              node [shape=box, style="rounded,filled", fontname="monospace", fontsize=10, margin="0.14,0.07",
                color="#8c959f", fillcolor="#ffffff", fontcolor="#1f2328"];
              edge [fontname="monospace", fontsize=8, arrowsize=0.6, color="#6e7781", fontcolor="#57606a"];
            """;

    private final PrintWriter out;

    DotWriter(PrintWriter out) {
        this.out = out;
    }

    void write(Drawing drawing) {
        List<String> heading = new ArrayList<>(List.of(drawing.title(), drawing.about()));
        heading.addAll(drawing.notes());
        out.print("digraph " + quoted(drawing.title()) + " {\n");
        out.print(String.format(HEAD, label(heading)));
        drawing.graph().bySpace().forEach(this::cluster);
        drawing.graph().edges().forEach(this::edge);
        out.print("}\n");
    }

    private void cluster(String space, List<Node> nodes) {
        if (space.isEmpty()) {
            nodes.forEach(node -> node(node, "  "));
            return;
        }
        out.print("  subgraph " + quoted("cluster " + space) + " {\n");
        out.print("    graph [label=" + label(List.of(space))
                + ", style=\"rounded,filled\", color=\"#d0d7de\", fillcolor=\"#f6f8fa\", fontsize=10];\n");
        nodes.forEach(node -> node(node, "    "));
        out.print("  }\n");
    }

    private void node(Node node, String indent) {
        String look = node.missing() ? ", style=\"rounded,dashed\""
                : node.emphasis().isEmpty() ? "" : ", penwidth=2.2, color=\"#b3261e\"";
        String many = node.count() > 1 ? ", peripheries=2" : "";
        out.print(indent + quoted(node.id()) + " [label=" + label(node.words()) + fill(node.kind()) + look
                + many + "];\n");
    }

    private static String fill(NodeKind kind) {
        return switch (kind) {
            case TASK -> ", fillcolor=\"#e7f0fb\"";
            case CRED -> ", fillcolor=\"#f1ecfa\"";
            case GROUPINFO -> ", fillcolor=\"#e8f4ea\"";
            case USER -> ", fillcolor=\"#e3f3f3\"";
            case USER_NS -> ", fillcolor=\"#f9efdf\"";
        };
    }

    private void edge(Edge edge) {
        String look = switch (edge.kind()) {
            case PARENT -> ", style=dashed, constraint=false, arrowhead=none";
            case ECRED_REF -> ", style=bold";
            case CREATOR_REF -> ", style=dashed, color=\"#9a5b13\", fontcolor=\"#9a5b13\"";
            case CRED_REF, GROUPINFO_REF, USER_REF, USERNS_REF -> "";
        };
        out.print("  " + quoted(edge.from()) + " -> " + quoted(edge.to()) + " [label=\"" + edge.kind().label()
                + "\"" + look + "];\n");
    }

    /** Lines, each at the left. */
    private static String label(List<String> lines) {
        return "\"" + lines.stream().map(line -> escape(line) + "\\l").collect(Collectors.joining()) + "\"";
    }

    private static String quoted(String text) {
        return "\"" + escape(text) + "\"";
    }

    /** Graphviz takes backslashes for the start of an escape, and ampersands for that of an entity. */
    static String escape(String text) {
        return Visible.of(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
    }
}
