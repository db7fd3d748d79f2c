// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import java.io.PrintWriter;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.page.GraphPage;
import org.ckptimage.tools.graph.svg.SvgWriter;

/** Words of {@code --graph}. */
public enum GraphFormat {
    dot, mermaid, svg, html;

    /** Writes the drawing in this format. */
    public void write(Drawing drawing, PrintWriter out) {
        switch (this) {
            case dot -> new DotWriter(out).write(drawing);
            case mermaid -> new MermaidWriter(out).write(drawing);
            case svg -> SvgWriter.document(drawing, out);
            case html -> new GraphPage(drawing).write(out);
        }
    }
}
