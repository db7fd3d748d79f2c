// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.html;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The frame of every page: head, title, facts, notes and sections. A page loads nothing: its
 * Content-Security-Policy allows the style and the script that are in it, by their hashes, and nothing else.
 *
 * <pre>
 * HtmlPage page = HtmlPage.open(out, new HtmlPage.Head("web.ckpt", "Object graph", css, js));
 * page.facts(facts).notes(notes);
 * page.section("creds", "Credentials", "One row for each CRED.").leaf("p", "text");
 * page.close("how it was made");
 * </pre>
 */
public final class HtmlPage {
    private static final int IN_MAIN = 3;

    private final PrintWriter out;
    private final Markup body;
    private final String script;

    /**
     * What is particular to a view.
     *
     * @param title of the page
     * @param kind what the page shows, in a few words
     * @param style style sheet, after that of the frame; may be empty
     * @param script may be empty; the page must make sense without
     */
    public record Head(String title, String kind, String style, String script) {}

    /**
     * One fact about what is shown.
     *
     * @param name such as {@code kernel}
     * @param value in the words of the image
     */
    public record Fact(String name, String value) {}

    private HtmlPage(PrintWriter out, Head head) {
        this.out = out;
        this.body = new Markup(out);
        this.script = head.script().isEmpty() ? "" : "\n" + head.script();
    }

    /** Starts a page. */
    public static HtmlPage open(PrintWriter out, Head head) {
        HtmlPage page = new HtmlPage(out, head);
        page.head(head);
        page.body.open("body").open("main").open("header");
        page.body.leaf("p", head.kind(), "class", "kind").leaf("h1", head.title());
        page.body.close();
        return page;
    }

    private void head(Head head) {
        String style = "\n" + PageResource.text(HtmlPage.class, "page.css") + head.style();
        out.print("<!DOCTYPE html>\n");
        body.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        body.open("head");
        body.empty("meta", "charset", "utf-8");
        body.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style));
        body.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        body.empty("meta", "name", "referrer", "content", "no-referrer");
        body.empty("meta", "name", "color-scheme", "content", "light dark");
        body.leaf("title", head.title() + " \u2013 " + head.kind());
        body.verbatim("style", style);
        body.close();
    }

    private String policy(String style) {
        return "default-src 'none'; style-src " + hash(style)
                + (script.isEmpty() ? "" : "; script-src " + hash(script))
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is known at a glance. */
    public HtmlPage facts(List<Fact> facts) {
        body.closeTo(IN_MAIN);
        body.open("dl", "class", "facts");
        for (Fact fact : facts) {
            body.open("div").leaf("dt", fact.name()).leaf("dd", fact.value()).close();
        }
        body.close();
        return this;
    }

    /** What a reader has to know to not be misled. */
    public HtmlPage notes(List<String> notes) {
        body.closeTo(IN_MAIN);
        for (String note : notes) {
            body.leaf("p", note, "class", "note");
        }
        return this;
    }

    /**
     * Starts a section, which ends with the next one.
     *
     * @param id for links to it
     * @param heading its title
     * @param about one line below the heading; may be empty
     * @return takes what the section holds
     */
    public Markup section(String id, String heading, String about) {
        body.closeTo(IN_MAIN);
        body.open("section", "id", id).leaf("h2", heading);
        if (!about.isEmpty()) {
            body.leaf("p", about, "class", "about");
        }
        return body;
    }

    /** Ends the page with a line that tells how it was made. */
    public void close(String origin) {
        body.closeTo(IN_MAIN);
        body.leaf("footer", origin);
        body.close();
        if (!script.isEmpty()) {
            body.verbatim("script", script);
        }
        body.closeTo(0);
        out.print('\n');
    }
}
