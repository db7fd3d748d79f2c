// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.tools.graph.model.Drawing;
import org.ckptimage.tools.graph.model.Sketch;
import org.ckptimage.tools.html.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Whatever a task, a file or a message is called, it stays text. */
final class HostileDrawingTest {
    private static final List<String> TEXTS = List.of("<script>alert(1)", "\"];x[\"", "'onload=x'",
            "&lt;&#0;", "\\\" -> \\", "\\N\\G", "a\u0000b\u001b[2J", "\u202egnp.exe", "]]>", "-->",
            "%%{init}%%", "end",
            "1. `a` **b**", "- x", "#quot;;#35;", "\ud800", "\ufffe", "\ud83f\udfff", "\r\nx --> y",
            "</title></svg>", "${x}", "${sys:user}", "\u65e5\u672c", "%s%n");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MERMAID = Pattern.compile("flowchart LR"
            + "|  %% [^{}%]*"
            + "|  accTitle: [A-Za-z ]+"
            + "| +\\w+\\[\"(?:[\\p{L}\\p{N} :.,_()-]|#\\d+;|<br/>)*\"\\]:::\\w+"
            + "| +class \\w+ \\w+"
            + "|  subgraph \\w+\\[\"user_ns:1\"\\]|  end|  style \\w+ [\\w:#,]+"
            + "|  \\w+ (?:-->|==>|-\\.->)\\|\\w+\\| \\w+"
            + "|  classDef \\w+ [\\w:#, -]+");

    private static Drawing drawing(String text) {
        Sketch sketch = Sketch.withRoot().task(1, 0, text, 4).task(2, 1, "other", 9).failure(text);
        return Drawing.of(text, sketch.image(), ScanResult.End.FAILED);
    }

    private static String draw(GraphFormat format, String text) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        format.write(drawing(text), writer);
        writer.flush();
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void noCharacterWithoutShape(GraphFormat format) {
        for (String text : TEXTS) {
            draw(format, text).codePoints().forEach(c -> assertTrue(c == '\n' || c >= 0x20 && c < 0x7f
                    || c >= 0xa0 && Character.isDefined(c) && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.SURROGATE, () -> "character " + c));
        }
    }

    @Test
    void markupKeepsItsElements() {
        int elements = Xml.elements(Xml.parse(draw(GraphFormat.svg, "plain"))).size();
        int page = Xml.elements(Xml.parse(draw(GraphFormat.html, "plain"))).size();
        for (String text : TEXTS) {
            Document svg = Xml.parse(draw(GraphFormat.svg, text));
            Document html = Xml.parse(draw(GraphFormat.html, text));
            assertEquals(elements, Xml.elements(svg).size(), text);
            assertEquals(page, Xml.elements(html).size(), text);
            assertEquals(1, html.getElementsByTagName("script").getLength());
            assertTrue(Xml.outwardReferences(svg).isEmpty() && Xml.outwardReferences(html).isEmpty(), text);
        }
        String shown = Xml.parse(draw(GraphFormat.svg, "<script>alert(1)")).getDocumentElement()
                .getTextContent();
        assertTrue(shown.contains("<script>alert(1), sleeping"), shown);
    }

    @Test
    void graphvizSeesStringsAndItsOwnWords() {
        for (String text : TEXTS) {
            String rest = QUOTED.matcher(draw(GraphFormat.dot, text)).replaceAll("");
            assertTrue(rest.matches("[a-z0-9A-Z_.=,;\\[\\]{} \n>-]*"), () -> text + " leaves " + rest);
            assertFalse(rest.contains("script"));
        }
    }

    @Test
    void graphvizTakesNeitherEscapesNorEntities() {
        assertEquals("a\\\\N\\\"&amp;lt;", DotWriter.escape("a\\N\"&lt;"));
        assertEquals("\\\\x00", DotWriter.escape("\u0000"));
    }

    @Test
    void mermaidSeesLinesOfItsOwn() {
        for (String text : TEXTS) {
            draw(GraphFormat.mermaid, text).lines().forEach(line ->
                    assertTrue(MERMAID.matcher(line).matches(), () -> text + " makes " + line));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"|#34;", "#35;x|#35;35#59;x", "1. x|1#46; x", "- x|#45; x", "a-b.c|a-b.c",
        "<br/>|#60;br#47;#62;", "user_ns:4|user_ns:4"})
    void mermaidTakesEntities(String pair) {
        String[] sides = pair.split("\\|");
        assertEquals(sides[1], MermaidWriter.escape(sides[0]));
    }

    @Test
    void filesWithLongNamesAreCut() {
        String svg = draw(GraphFormat.svg, "x".repeat(5000));
        assertFalse(svg.contains("x".repeat(400)), svg);
        Xml.parse(svg);
    }
}
