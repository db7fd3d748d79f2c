// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.ckptimage.tools.html.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code show --graph}, on the command line and for every image. */
final class GraphCommandTest {
    private static final Pattern DOT_NODE = Pattern.compile("(?m)^ +\"([^\"]+)\" \\[label=");
    private static final Pattern DOT_EDGE = Pattern.compile("(?m)^ +\"([^\"]+)\" -> \"([^\"]+)\" \\[label=");
    private static final Pattern MERMAID_NODE = Pattern.compile("(?m)^ +(\\w+)\\[\"");
    private static final Pattern MERMAID_EDGE =
            Pattern.compile("(?m)^ +(\\w+) (?:-->|==>|-\\.->)\\|\\w+\\| (\\w+)$");

    private static String draw(GraphFormat format, byte[] image) {
        CommandRun run = CommandRun.reading(image, "show", "--graph", format.name(), "-");
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    static List<String> images() {
        return Stream.of("good", "real").flatMap(folder -> TestImages.in(folder).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyImageIsDrawnInEveryFormat(String name) {
        byte[] image = TestImages.bytes(name);
        JsonNode shown = TestImages.json(CommandRun.reading(image, "show", "--json", "-").out());
        Set<String> wanted = new HashSet<>();
        for (String[] list : new String[][] {{"creds", "cred"}, {"users", "user"},
            {"user_namespaces", "user_ns"}, {"groupinfos", "groupinfo"}}) {
            shown.get(list[0]).forEach(object -> wanted.add(list[1] + "_" + object.get("objref").asText()));
        }
        shown.get("tasks").forEach(task -> wanted.add("task_" + task.get("pid").asText()));
        assertEquals(wanted, dot(draw(GraphFormat.dot, image)));
        assertEquals(wanted, mermaid(draw(GraphFormat.mermaid, image)));
        assertEquals(wanted, svg(Xml.parse(draw(GraphFormat.svg, image))));
        Document page = Xml.parse(draw(GraphFormat.html, image));
        assertEquals(wanted, svg(page));
        Set<String> rows = new HashSet<>();
        Xml.elements(page).forEach(element -> rows.add(element.getAttribute("data-node")));
        assertTrue(rows.containsAll(wanted.stream().filter(id -> id.matches("(cred|user_ns)_.*")).toList()));
    }

    private static Set<String> dot(String text) {
        Set<String> nodes = new HashSet<>();
        DOT_NODE.matcher(text).results().forEach(node -> nodes.add(node.group(1).replaceAll("\\W", "_")));
        Matcher edge = DOT_EDGE.matcher(text);
        while (edge.find()) {
            assertTrue(nodes.contains(edge.group(1).replaceAll("\\W", "_")), edge.group());
            assertTrue(nodes.contains(edge.group(2).replaceAll("\\W", "_")), edge.group());
        }
        return nodes;
    }

    private static Set<String> mermaid(String text) {
        Set<String> nodes = new HashSet<>();
        MERMAID_NODE.matcher(text).results().filter(node -> !node.group(1).startsWith("note_"))
                .forEach(node -> nodes.add(node.group(1)));
        Matcher edge = MERMAID_EDGE.matcher(text);
        while (edge.find()) {
            assertTrue(nodes.contains(edge.group(1)) && nodes.contains(edge.group(2)), edge.group());
        }
        return nodes;
    }

    /** Ids of the boxes; every line must join two of them, and nothing may lead out of the document. */
    private static Set<String> svg(Document document) {
        assertEquals(List.of(), Xml.outwardReferences(document));
        Set<String> nodes = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Element element : Xml.elements(document)) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), () -> "twice " + id);
            if (element.getAttribute("class").startsWith("node ")) {
                nodes.add(id);
            }
        }
        for (Element element : Xml.elements(document)) {
            for (String end : List.of("data-from", "data-to")) {
                assertTrue(!element.hasAttribute(end) || nodes.contains(element.getAttribute(end)));
            }
            String href = element.getAttribute("href");
            assertTrue(href.isEmpty() || ids.contains(href.substring(1)), href);
        }
        return nodes;
    }

    @ParameterizedTest
    @CsvSource({"--records, --records", "cred:1, TYPE:OBJREF", "--json, --json", "--format=json, --json"})
    void aPictureIsNeitherRecordsNorAnObjectNorJson(String argument, String named) {
        List<String> arguments = argument.startsWith("-") ? List.of("show", "--graph=dot", argument, "x.ckpt")
                : List.of("show", "--graph=dot", "x.ckpt", argument);
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertEquals(2, run.status());
        assertEquals("", run.out());
        assertEquals("ckpt-image: --graph draws a whole image and does not go with " + named
                + "\nTry ckpt-image show --help\n", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--graph=png", "--graph=", "--graph"})
    void unknownFormatsAreUsageErrors(String option) {
        CommandRun run = CommandRun.of("show", "x.ckpt", option);
        assertEquals(2, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().contains("--graph"), run.err());
    }

    @Test
    void shellsCompleteTheFormats() {
        String script = CommandRun.of("completion", "bash").out();
        assertTrue(script.contains("\"dot\" \"mermaid\" \"svg\" \"html\""), script);
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void cutImagesAreDrawnAsFarAsTheyGo(GraphFormat format) {
        byte[] cut = Arrays.copyOf(TestImages.bytes("real/userns.ckpt"), 30000);
        CommandRun run = CommandRun.reading(cut, "show", "--graph", format.name(), "-");
        assertEquals(3, run.status());
        assertTrue(run.err().contains("error[CKS002]"), run.err());
        assertTrue(run.out().contains("could not be read to its end"), run.out());
        assertTrue(run.out().contains("cred:1"), run.out());
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void whatIsNoImageIsNotDrawn(GraphFormat format) {
        CommandRun run = CommandRun.reading("hello, world".getBytes(), "show", "--graph", format.name(), "-");
        assertEquals(3, run.status());
        assertEquals("", run.out());
        assertFalse(run.err().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void failedCheckpointsSayWhy(GraphFormat format) {
        CommandRun run = CommandRun.reading(TestImages.bytes("real/v21_errunlink.ckpt"), "show", "--graph",
                format.name(), "-");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("Checkpoint failed"), run.out());
    }
}
