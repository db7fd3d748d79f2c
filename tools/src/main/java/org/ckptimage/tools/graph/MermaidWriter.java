// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.model.Edge;
import org.ckptimage.tools.graph.model.Node;
import org.ckptimage.tools.terminal.Visible;

/** A drawing as a Mermaid flowchart, with a subgraph for each user namespace. */
final class MermaidWriter {
    private static final String STYLES = """
              classDef task fill:#e7f0fb,stroke:#5b7fae,color:#1f2328
              classDef cred fill:#f1ecfa,stroke:#8a73b5,color:#1f2328
              classDef groupinfo fill:#e8f4ea,stroke:#6a9a74,color:#1f2328
              classDef user fill:#e3f3f3,stroke:#4f9394,color:#1f2328
              classDef user_ns fill:#f9efdf,stroke:#b3823f,color:#1f2328
              classDef note fill:none,stroke:none
              classDef strong stroke:#b3261e,stroke-width:3px
              classDef missing fill:#ffffff,stroke:#6e7781,stroke-dasharray:4 3
            """;

    private final PrintWriter out;

    MermaidWriter(PrintWriter out) {
        this.out = out;
    }

    void write(Drawing drawing) {
        out.print("flowchart LR\n");
        out.print("  %% " + comment(drawing.title()) + "\n  %% " + comment(drawing.about()) + "\n");
        out.print("  accTitle: Object graph of a checkpoint image\n");
        for (int i = 0; i < drawing.notes().size(); i++) {
            out.print("  note_" + i + "[\"" + escape(drawing.notes().get(i)) + "\"]:::note\n");
        }
        drawing.graph().bySpace().forEach(this::subgraph);
        drawing.graph().edges().forEach(this::edge);
        out.print(STYLES);
    }

    private void subgraph(String space, List<Node> nodes) {
        if (space.isEmpty()) {
            nodes.forEach(node -> node(node, "  "));
            return;
        }
        out.print("  subgraph in_" + Node.anchor(space) + "[\"" + escape(space) + "\"]\n");
        nodes.forEach(node -> node(node, "    "));
        out.print("  end\n  style in_" + Node.anchor(space) + " fill:#f6f8fa,stroke:#d0d7de,color:#1f2328\n");
    }

    private void node(Node node, String indent) {
        String look = node.missing() ? "missing" : node.emphasis().isEmpty() ? "" : "strong";
        String label = node.words().stream().map(MermaidWriter::escape).collect(Collectors.joining("<br/>"));
        out.print(indent + node.anchor() + "[\"" + label + "\"]:::" + node.kind().word() + "\n");
        if (!look.isEmpty()) {
            out.print(indent + "class " + node.anchor() + " " + look + "\n");
        }
    }

    private void edge(Edge edge) {
        String arrow = switch (edge.kind()) {
            case PARENT, CREATOR_REF -> "-.->";
            case ECRED_REF -> "==>";
            case CRED_REF, GROUPINFO_REF, USER_REF, USERNS_REF -> "-->";
        };
        out.print("  " + Node.anchor(edge.from()) + " " + arrow + "|" + edge.kind().label() + "| "
                + Node.anchor(edge.to()) + "\n");
    }

    /** Braces would start a directive. */
    private static String comment(String text) {
        return Visible.of(text).replace('{', '(').replace('}', ')').replace('%', '.');
    }

    /**
     * Letters, digits and what cannot mean anything; all else as entities of Mermaid. A point or hyphen is
     * left as it is within a word only, since elsewhere it may start a list.
     */
    static String escape(String text) {
        int[] points = Visible.of(text).codePoints().toArray();
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            boolean plain = Character.isLetterOrDigit(points[i]) || " :,_()".indexOf(points[i]) >= 0
                    || (points[i] == '.' || points[i] == '-') && within(points, i);
            if (plain) {
                escaped.appendCodePoint(points[i]);
            } else {
                escaped.append('#').append(points[i]).append(';');
            }
        }
        return escaped.toString();
    }

    private static boolean within(int[] points, int at) {
        return at > 0 && at + 1 < points.length && Character.isLetterOrDigit(points[at - 1])
                && Character.isLetterOrDigit(points[at + 1]);
    }
}
