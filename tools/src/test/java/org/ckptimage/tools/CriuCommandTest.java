// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ckptimage.codec.io.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands on real dumps of CRIU; the truth is what {@code /proc/PID/status} said before the dump. */
final class CriuCommandTest {
    private static final Path CASES = Path.of("../test-images/criu");
    private static final Map<String, String> SETS = Map.of("CapInh", "cap_inheritable", "CapPrm",
            "cap_permitted", "CapEff", "cap_effective", "CapBnd", "cap_bounding", "CapAmb", "cap_ambient");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.getFileName().toString().matches("a\\d\\d-[^.]*(\\.tar.*)?"))
                    .sorted().toList();
        }
    }

    private static JsonNode recorded(Path image) throws IOException {
        String name = image.getFileName().toString().replaceAll("\\.tar.*", "");
        return TestImages.JSON.readTree(CASES.resolve(name + ".json").toFile());
    }

    private static JsonNode show(String image) {
        CommandRun run = CommandRun.of("show", "--json", image);
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        return TestImages.json(run.out());
    }

    private static Map<Integer, JsonNode> by(String key, JsonNode array) {
        Map<Integer, JsonNode> found = new HashMap<>();
        array.forEach(node -> found.put(node.get(key).asInt(), node));
        return found;
    }

    @Test
    void everyCaseIsThere() throws IOException {
        assertEquals(12, cases().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threadsAreThoseOfProc(Path image) throws IOException {
        JsonNode shown = show(image.toString());
        assertEquals("criu", shown.at("/format/kind").asText());
        assertEquals("1.1", shown.at("/format/version").asText());
        assertEquals("x86_64", shown.at("/format/arch").asText());
        Map<Integer, JsonNode> tasks = by("pid", shown.get("tasks"));
        Map<Integer, JsonNode> creds = by("objref", shown.get("creds"));
        Map<Integer, JsonNode> spaces = by("objref", shown.get("user_namespaces"));
        for (JsonNode process : recorded(image).get("status")) {
            for (JsonNode status : process.get("threads")) {
                JsonNode task = tasks.remove(last(status, "NSpid"));
                assertEquals(last(status, "NStgid"), task.get("tgid").asInt());
                assertEquals(last(status, "NSpgid"), task.get("pgid").asInt());
                assertEquals(status.get("Name").asText(), task.get("comm").asText());
                if (status.get("State").asText().startsWith("Z")) {
                    assertTrue(task.get("cred_ref").isNull());
                    assertEquals(64, task.get("state").asInt());
                } else {
                    JsonNode cred = creds.get(task.get("cred_ref").asInt());
                    cred(status, cred);
                    assertEquals(status.get("Seccomp").asInt(), task.get("seccomp").asInt());
                    maps(process, spaces.get(cred.get("user_ns_ref").asInt()));
                }
            }
        }
        assertEquals(Map.of(), tasks);
    }

    private static int last(JsonNode status, String key) {
        String[] numbers = status.get(key).asText().split(" ");
        return Integer.parseInt(numbers[numbers.length - 1]);
    }

    private static void cred(JsonNode status, JsonNode cred) {
        assertEquals(status.get("Uid").asText(), ids(cred, "u"));
        assertEquals(status.get("Gid").asText(), ids(cred, "g"));
        List<String> groups = new ArrayList<>();
        cred.get("host_groups").forEach(group -> groups.add(group.asText()));
        assertEquals(status.get("Groups").asText().strip(), String.join(" ", groups));
        SETS.forEach((key, field) -> assertEquals("0x" + status.get(key).asText(), cred.get(field).asText()));
        assertEquals(status.get("NoNewPrivs").asInt(), cred.get("no_new_privs").asInt());
    }

    /** Real, effective, saved and filesystem id as the host sees them. */
    private static String ids(JsonNode cred, String kind) {
        return Stream.of("", "e", "s", "fs").map(which -> cred.get("host_" + which + kind + "id").asText())
                .reduce((a, b) -> a + " " + b).orElseThrow();
    }

    private static void maps(JsonNode process, JsonNode space) {
        if (space.has("uid_map")) {
            assertEquals(text(process.get("uid_map")), extents(space.get("uid_map")));
            assertEquals(text(process.get("gid_map")), extents(space.get("gid_map")));
        } else {
            assertEquals(List.of("0 0 4294967295"), text(process.get("uid_map")));
        }
    }

    private static List<String> text(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> extents(JsonNode map) {
        return StreamSupport.stream(map.spliterator(), false).map(extent -> extent.get("first").asText() + " "
                + extent.get("lower_first").asText() + " " + extent.get("count").asText()).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allAreValidAndEqualThemselves(Path image) throws IOException {
        CommandRun judged = CommandRun.of("validate", image.toString());
        assertTrue(judged.out().contains(": valid: 0 errors, "), judged.out());
        assertEquals(0, judged.status());
        // who is inside, and that it is a container, is all that there is to warn of
        assertTrue(judged.out().lines().filter(line -> line.contains("warning["))
                .allMatch(line -> line.matches(".* warning\\[CK[AC]\\d+].*")), judged.out());
        CommandRun same = CommandRun.of("diff", image.toString(), image.toString());
        assertEquals(0, same.status(), same.err());
        assertEquals("", same.out());
        if (Files.isRegularFile(image)) {
            CommandRun stdin = CommandRun.reading(Files.readAllBytes(image), "show", "--json", "-");
            assertEquals(show(image.toString()).get("creds"), TestImages.json(stdin.out()).get("creds"));
        }
    }

    @Test
    void aDirectoryAndAnArchiveAreCompared() {
        CommandRun run = CommandRun.of("diff", CASES.resolve("a09-podman-tar.tar").toString(),
                CASES.resolve("a11-podman-tarzst.tar.zst").toString());
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().contains("- cred .cap_effective"), run.out());
    }

    @Test
    void idsOutsideStandBesideThoseInside() {
        CommandRun run = CommandRun.of("show", CASES.resolve("a08-userns").toString());
        assertTrue(run.out().contains("uid 33  suid 33  euid 33  fsuid 33"), run.out());
        assertTrue(run.out().contains("on the host      uid 100033, gid 200033, groups [200005, 400003]"));
        CommandRun drawn = CommandRun.of("show", "--graph=svg", CASES.resolve("a08-userns").toString());
        assertEquals(0, drawn.status(), drawn.err());
        assertTrue(drawn.out().contains("CRIU 1.1, x86_64"), drawn.out());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStreamOfRecordsMeansTheSame(Path image, @TempDir Path folder) throws IOException {
        String stream = folder.resolve("out.ckpt").toString();
        CommandRun converted = CommandRun.of("convert", image.toString(), stream);
        assertEquals(0, converted.status(), converted.err());
        assertTrue(converted.err().matches("(?s).*: lost: contents of memory: \\d+ image files? of type "
                + "pages\n.*"), converted.err());
        CommandRun judged = CommandRun.of("validate", stream);
        assertEquals(0, judged.status(), judged.out());
        CommandRun same = CommandRun.of("diff", image.toString(), stream);
        assertEquals("", same.out());
        assertEquals(0, same.status(), same.err());
        if (Files.isRegularFile(image)) {
            CommandRun stdin = CommandRun.reading(Files.readAllBytes(image), "convert", "-",
                    folder.resolve("again.ckpt").toString());
            assertEquals(0, stdin.status(), stdin.err());
            assertEquals(-1, Files.mismatch(folder.resolve("out.ckpt"), folder.resolve("again.ckpt")));
        }
        CommandRun strict = CommandRun.of("convert", "--strict", image.toString(), folder + "/strict.ckpt");
        assertEquals(1, strict.status(), strict.err());
        assertFalse(Files.exists(folder.resolve("strict.ckpt")));
    }

    @Test
    void aSetIsWrittenInAnyForm(@TempDir Path folder) {
        String set = CASES.resolve("a05-threads").toString();
        CommandRun text = CommandRun.of("convert", "--to=jsonl", set, "-");
        assertEquals(0, text.status(), text.err());
        assertTrue(text.out().contains("\"type\":\"CRED\""), text.out());
        CommandRun late = CommandRun.of("convert", "--version=v23-rc2", set, folder + "/late.ckpt.gz");
        assertEquals(0, late.status(), late.err());
        CommandRun same = CommandRun.of("diff", set, folder + "/late.ckpt.gz");
        assertEquals("", same.out());
        assertEquals(0, same.status(), same.err());
        CommandRun early = CommandRun.of("convert", "--version=v18-2009-10", set, folder + "/early.ckpt");
        assertEquals(4, early.status());
        assertTrue(early.err().contains("error[CKS018]"), early.err());
        assertFalse(Files.exists(folder.resolve("early.ckpt")));
    }

    @Test
    void entriesOfAllFilesAreListed() {
        String set = CASES.resolve("a05-threads").toString();
        CommandRun text = CommandRun.of("show", "--records", set);
        assertEquals(0, text.status(), text.err());
        assertTrue(text.out().contains("0x00000008  CORE "), text.out());
        assertTrue(text.out().matches("(?s).*0x00000000  - +\\d+  pages-1.img\n.*"), text.out());
        CommandRun json = CommandRun.of("show", "--records", "--json", set);
        assertEquals(text.out().lines().count() - 1, json.out().lines().count());
        json.out().lines().forEach(line -> assertTrue(TestImages.json(line).has("len"), line));
    }

    @Test
    void oneCredIsShownAlone() {
        String set = CASES.resolve("a08-userns").toString();
        CommandRun text = CommandRun.of("show", set, "cred:19");
        assertEquals(0, text.status(), text.err());
        assertTrue(text.out().startsWith("cred:19  in "), text.out());
        assertEquals(33, TestImages.json(CommandRun.of("show", "--json", set, "cred:19").out())
                .at("/cred/uid").asInt());
        assertEquals(2, CommandRun.of("show", set, "cred:9999").status());
        assertEquals(2, CommandRun.of("show", set, "user_ns:10").status());
    }

    @Test
    void streamsAreNotComparedWithSets() {
        String set = CASES.resolve("a08-userns").toString();
        CommandRun run = CommandRun.of("diff", "--raw", set, set);
        assertEquals(2, run.status());
        assertEquals("ckpt-image: --raw compares streams of records, and " + set
                + " is a set of CRIU images\n", run.err());
    }

    @Test
    void everyCutOfAnArchiveHasAVerdict() throws IOException {
        byte[] archive = Files.readAllBytes(CASES.resolve("a11-podman-tarzst.tar.zst"));
        for (int length = 0; length < archive.length; length += 97) {
            CommandRun run = CommandRun.reading(Arrays.copyOf(archive, length), "validate", "--json", "-");
            JsonNode image = TestImages.json(run.out()).at("/images/0");
            assertEquals(1, run.status(), length + ": " + run.err());
            assertEquals("invalid", image.get("verdict").asText());
            assertTrue(image.at("/findings").size() > 0, run.out());
        }
    }

    @Test
    void aTarIsReadWhateverItsCompressionAndName(@TempDir Path folder) throws IOException {
        Path plain = CASES.resolve("a09-podman-tar.tar");
        JsonNode expected = show(plain.toString()).get("creds");
        for (Compression compression : Compression.values()) {
            Path packed = folder.resolve("x" + compression.ordinal());
            try (OutputStream out = compression.to(Files.newOutputStream(packed))) {
                Files.copy(plain, out);
            }
            assertEquals(expected, show(packed.toString()).get("creds"), compression.label());
        }
    }

    @Test
    void anUnsupportedVersionIsNoDamage(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve("a01-root-simple"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path inventory = folder.resolve("inventory.img");
        byte[] bytes = Files.readAllBytes(inventory);
        assertEquals(2, bytes[9]);
        bytes[9] = 3;
        Files.write(inventory, bytes);
        for (String command : List.of("validate", "show")) {
            assertEquals(4, CommandRun.of(command, folder.toString()).status(), command);
        }
        CommandRun converted = CommandRun.of("convert", folder.toString(), "-", "--to=json");
        assertEquals(4, converted.status(), converted.err());
        assertTrue(converted.err().contains("error[CKS012]"), converted.err());
    }
}
