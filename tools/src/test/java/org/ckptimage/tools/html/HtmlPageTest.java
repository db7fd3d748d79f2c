// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The frame of pages. */
final class HtmlPageTest {
    private static String page(HtmlPage.Head head) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        HtmlPage page = HtmlPage.open(out, head);
        page.facts(List.of(new HtmlPage.Fact("a<b", "\"c\" & d"))).notes(List.of("mind\u0000 the gap"));
        page.section("one", "First", "about it").open("ul").open("li").text("x");
        page.section("two", "Second", "").leaf("p", "</script><script>alert(1)</script>");
        page.close("made by hand");
        return text.toString();
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static Element first(Document page, String name) {
        return (Element) page.getElementsByTagName(name).item(0);
    }

    @Test
    void thePolicyAllowsWhatIsInThePageAndNothingElse() throws NoSuchAlgorithmException {
        Document page = Xml.parse(page(new HtmlPage.Head("t", "k", ".x { color: red; }", "go();\n")));
        Element policy = (Element) page.getElementsByTagName("meta").item(1);
        assertEquals("Content-Security-Policy", policy.getAttribute("http-equiv"));
        assertEquals("default-src 'none'; style-src " + hash(first(page, "style").getTextContent())
                + "; script-src " + hash(first(page, "script").getTextContent())
                + "; base-uri 'none'; form-action 'none'", policy.getAttribute("content"));
        assertEquals(1, page.getElementsByTagName("style").getLength());
        assertEquals(1, page.getElementsByTagName("script").getLength());
        assertEquals(List.of(), Xml.outwardReferences(page));
    }

    @Test
    void aPageWithoutScriptAllowsNone() {
        String page = page(new HtmlPage.Head("t", "k", "", ""));
        assertFalse(page.contains("script-src"));
        assertEquals(0, Xml.parse(page).getElementsByTagName("script").getLength());
    }

    @Test
    void textStaysText() {
        String text = page(new HtmlPage.Head("<b>&amp;\u202e", "k", "", ""));
        Document page = Xml.parse(text);
        assertEquals("<b>&amp;\\u{202e}", first(page, "h1").getTextContent());
        assertTrue(text.contains("&lt;b&gt;&amp;amp;\\u{202e}"));
        assertTrue(text.contains("mind\\x00 the gap"));
        assertEquals("\"c\" & d", first(page, "dd").getTextContent());
        assertEquals(2, page.getElementsByTagName("section").getLength());
    }

    @Test
    void sectionsEndWhatWasLeftOpen() {
        Document page = Xml.parse(page(new HtmlPage.Head("t", "k", "", "")));
        Element second = (Element) page.getElementsByTagName("section").item(1);
        assertEquals("main", second.getParentNode().getNodeName());
        assertEquals("main", first(page, "footer").getParentNode().getNodeName());
    }

    @Test
    void attributesAreEscaped() {
        StringWriter text = new StringWriter();
        new Markup(new PrintWriter(text)).open("a", "title", "\"'<>&\u0007").close();
        assertEquals("<a title=\"&quot;&#39;&lt;&gt;&amp;\\x07\">\n</a>", text.toString());
    }

    @Test
    void stylesThatWouldNotBeTheSameInXmlAreRefused() {
        Markup markup = new Markup(new PrintWriter(new StringWriter()));
        assertThrows(IllegalArgumentException.class, () -> markup.style("a < b"));
        assertThrows(IllegalArgumentException.class, () -> markup.style("</style>"));
        assertThrows(IllegalArgumentException.class, () -> markup.open("a", "href"));
    }
}
