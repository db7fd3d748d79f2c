// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.page;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.model.Header;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.model.GraphLimits;
import org.ckptimage.tools.graph.model.NamespaceTree;
import org.ckptimage.tools.graph.svg.SvgWriter;
import org.ckptimage.tools.html.HtmlPage.Fact;
import org.ckptimage.tools.html.HtmlPage;
import org.ckptimage.tools.html.Markup;
import org.ckptimage.tools.html.PageResource;
import org.ckptimage.tools.present.ShowText;

/** A drawing as a page: facts, picture, tree of user namespaces, table of creds. */
public final class GraphPage {
    private final Drawing drawing;
    private final int most = GraphLimits.standard().objects();

    public GraphPage(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Writes all of it. */
    public void write(PrintWriter out) {
        HtmlPage page = HtmlPage.open(out, head(drawing.title(), "Checkpoint image"));
        page.facts(facts(drawing.image())).notes(drawing.notes());
        sections(page);
        page.close("Written by ckpt-image show --graph html. This page loads nothing from anywhere.");
    }

    /** The head of a page with a picture. */
    static HtmlPage.Head head(String title, String kind) {
        return new HtmlPage.Head(title, kind, SvgWriter.style(),
                PageResource.text(GraphPage.class, "graph.js"));
    }

    /** Writes the picture and what belongs to it. */
    void sections(HtmlPage page) {
        figure(page.section("graph", "Object graph",
                "Tasks, the creds they run with, and where these belong."));
        new NamespaceList(page.section("user-namespaces", "User namespaces",
                "Each below the namespace of the user who created it."))
                .write(NamespaceTree.of(drawing.image()), most);
        new CredTable(page.section("creds", "Credentials",
                "Ids are those inside the user namespace of the cred."), drawing.image()).write(most);
    }

    private void figure(Markup page) {
        page.open("figure", "class", "wide");
        SvgWriter.figure(drawing, page);
        page.close();
    }

    private static List<Fact> facts(Image image) {
        List<Fact> facts = new ArrayList<>();
        image.format().ifPresent(format -> format(facts, format));
        image.criu().ifPresent(set -> {
            facts.add(new Fact("format", "CRIU " + set.version()));
            facts.add(new Fact("architecture", set.arch()));
        });
        image.header().ifPresent(header -> header(facts, header));
        facts.add(new Fact("tasks", String.valueOf(image.tasks().size())));
        facts.add(new Fact("creds", String.valueOf(image.creds().size())));
        facts.add(new Fact("users", String.valueOf(image.users().size())));
        facts.add(new Fact("user namespaces", String.valueOf(image.userNamespaces().size())));
        return facts;
    }

    private static void format(List<Fact> facts, ImageFormat format) {
        facts.add(new Fact("format", format.version().label()));
        facts.add(new Fact("architecture",
                format.abi().kernelName() + ", " + format.order().word() + "-endian"));
    }

    private static void header(List<Fact> facts, Header header) {
        facts.add(new Fact("taken", ShowText.time(header)));
        facts.add(new Fact("kernel", "Linux " + header.kernel()));
    }
}
