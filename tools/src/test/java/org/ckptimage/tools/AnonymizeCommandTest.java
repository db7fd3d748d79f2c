// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.present.Names;
import org.ckptimage.tools.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code anonymize}: what it writes, and when it writes nothing. */
final class AnonymizeCommandTest {
    private static final String IMAGE = "real/user1000.ckpt";

    @TempDir
    private Path directory;
    private String key;
    private String in;
    private Path out;

    @BeforeEach
    void files() throws IOException {
        key = Files.write(directory.resolve("key"), new byte[16]).toString();
        in = TestImages.file(directory, IMAGE);
        out = directory.resolve("out");
    }

    private CommandRun run(String... options) {
        return CommandRun.of(Stream.concat(Stream.of("anonymize", "--key", key), Stream.of(options))
                .toArray(String[]::new));
    }

    private byte[] reference() throws IOException {
        Path file = directory.resolve("reference");
        quiet(run(in, file.toString()));
        return Files.readAllBytes(file);
    }

    private static void quiet(CommandRun run) {
        assertEquals(new CommandRun(0, "", ""), run);
    }

    private void nothingWritten(int status, CommandRun run) {
        assertEquals(status, run.status(), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(out));
        assertTrue(run.err().startsWith("ckpt-image: ") || run.err().contains("error["), run.err());
    }

    @Test
    void theResultIsSoundAndForItsOwner() throws IOException {
        quiet(run(in, out.toString()));
        assertEquals(0, CommandRun.of("validate", out.toString()).status());
        assertEquals(Files.size(Path.of(in)), Files.size(out));
        assertEquals(2, Files.getPosixFilePermissions(out).size());
    }

    @Test
    void everyWayInGivesTheSame() throws IOException {
        byte[] expected = reference();
        byte[] image = TestImages.bytes(IMAGE);
        quiet(CommandRun.reading(image, "anonymize", "--key", key, "-", out.toString()));
        assertArrayEquals(expected, Files.readAllBytes(out));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream gz = Compression.GZ.to(stored)) {
            gz.write(image);
        }
        quiet(CommandRun.reading(stored.toByteArray(), "anonymize", "--key", key, "--force", "-",
                out.toString()));
        assertArrayEquals(expected, Files.readAllBytes(out));
        Path compressed = Files.write(directory.resolve("image.gz"), stored.toByteArray());
        quiet(run("--force", compressed.toString(), out.toString()));
        assertArrayEquals(expected, Files.readAllBytes(out));
    }

    @Test
    void standardOutput() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(bytes, OutputStream.nullOutputStream(), Map.of(), "");
        Session session = new Session(new ByteArrayInputStream(new byte[0]), terminal,
                ScanSettings.standard(), Names::none);
        assertEquals(0, Main.run(session, "anonymize", "--key", key, in, "-"));
        assertArrayEquals(reference(), bytes.toByteArray());
    }

    @Test
    void inPlace() throws IOException {
        byte[] expected = reference();
        CommandRun refused = run(in, in);
        assertEquals(5, refused.status());
        assertEquals("ckpt-image: " + in + ": cannot write: file exists; --force replaces it\n",
                refused.err());
        assertArrayEquals(TestImages.bytes(IMAGE), Files.readAllBytes(Path.of(in)));
        quiet(run("--force", in, in));
        assertArrayEquals(expected, Files.readAllBytes(Path.of(in)));
    }

    @Test
    void withoutAKeyEachRunDiffers() throws IOException {
        quiet(CommandRun.of("anonymize", in, out.toString()));
        Path again = directory.resolve("again");
        quiet(CommandRun.of("anonymize", in, again.toString()));
        assertFalse(Arrays.equals(Files.readAllBytes(out), Files.readAllBytes(again)));
    }

    @Test
    void theMapTranslatesBack() throws IOException {
        Path map = directory.resolve("map");
        quiet(run("--map", map.toString(), in, out.toString()));
        assertEquals(2, Files.getPosixFilePermissions(map).size(), "the map is for its owner");
        JsonNode table = TestImages.json(Files.readString(map));
        assertEquals("ckpt-image/anonymize-map/1", table.get("schema").asText());
        Map<Long, Long> uids = ids(table.get("uids"));
        Map<Long, Long> gids = ids(table.get("gids"));
        JsonNode before = TestImages.json(CommandRun.of("show", "--json", in).out());
        JsonNode after = TestImages.json(CommandRun.of("show", "--json", out.toString()).out());
        int compared = 0;
        for (int i = 0; i < before.get("creds").size(); i++) {
            for (String id : List.of("uid", "euid", "suid", "fsuid", "gid", "egid", "sgid", "fsgid")) {
                long old = before.get("creds").get(i).get(id).asLong();
                long now = after.get("creds").get(i).get(id).asLong();
                Map<Long, Long> table2 = id.endsWith("uid") ? uids : gids;
                assertEquals(table2.getOrDefault(old, old), now, id);
                compared += old == 0 ? 0 : 1;
            }
        }
        assertTrue(compared > 0, "the image has no ids worth replacing");
        Map<String, String> names = new HashMap<>();
        table.get("names").forEach(n -> names.put(n.get("original").asText(), n.get("pseudonym").asText()));
        String comm = before.get("tasks").get(0).get("comm").asText();
        assertEquals(names.get(comm), after.get("tasks").get(0).get("comm").asText());
    }

    private static Map<Long, Long> ids(JsonNode table) {
        Map<Long, Long> ids = new HashMap<>();
        table.forEach(n -> ids.put(n.get("original").asLong(), n.get("pseudonym").asLong()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad/ckr002-cred-undefined-groupinfo.ckpt", "bad/cks004-no-tail.ckpt",
        "bad/cks001-not-an-image.ckpt", "bad/cks001-empty.ckpt"})
    void brokenImages(String name) throws IOException {
        String broken = TestImages.file(directory, name);
        CommandRun run = run("--map", directory.resolve("map").toString(), broken, out.toString());
        nothingWritten(3, run);
        assertTrue(run.err().contains("error[" + name.substring(4, 10).toUpperCase() + "]"), run.err());
        assertTrue(run.err().endsWith(broken + ": nothing was written: 1 error\n"), run.err());
        assertFalse(Files.exists(directory.resolve("map")));
    }

    @Test
    void unsupportedImages() throws IOException {
        nothingWritten(4, run(TestImages.file(directory, "bad/cks012-rev-99.ckpt"), out.toString()));
        nothingWritten(4, run(TestImages.file(directory, "bad/cks018-unknown-architecture.ckpt"),
                out.toString()));
        nothingWritten(4, run(TestImages.file(directory, "bad/cks012-unknown-flag.ckpt"), out.toString()));
    }

    @Test
    void damagedCompression() throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream xz = Compression.XZ.to(stored)) {
            xz.write(TestImages.bytes(IMAGE));
        }
        byte[] cut = Arrays.copyOf(stored.toByteArray(), stored.size() / 2);
        nothingWritten(3, CommandRun.reading(cut, "anonymize", "-", out.toString()));
    }

    @Test
    void imagesOfFailedCheckpoints() throws IOException {
        String failed = TestImages.file(directory, "real/v21_errunlink.ckpt");
        quiet(run(failed, out.toString()));
        assertEquals(1, CommandRun.of("validate", out.toString()).status());
        assertTrue(CommandRun.of("validate", out.toString()).out().contains("text removed"));
    }

    @Test
    void inputsThatCannotBeRead() {
        nothingWritten(5, run(directory + "/none", out.toString()));
        nothingWritten(5, run(directory.toString(), out.toString()));
        CommandRun noKey = CommandRun.of("anonymize", "--key", directory + "/none", in, out.toString());
        nothingWritten(5, noKey);
        assertEquals("ckpt-image: " + directory + "/none: cannot read: no such file\n", noKey.err());
    }

    @Test
    void keysOfTheWrongSize() throws IOException {
        for (int size : new int[] {0, 15, 4097}) {
            Files.write(Path.of(key), new byte[size]);
            nothingWritten(2, run(in, out.toString()));
        }
        Files.write(Path.of(key), new byte[4096]);
        quiet(run(in, out.toString()));
    }

    @Test
    void outputsThatWouldUndoEachOther() {
        nothingWritten(2, run("--map", out.toString(), in, out.toString()));
        nothingWritten(2, run("--map", "-", in, "-"));
        nothingWritten(2, run("--force", in, key));
        nothingWritten(2, run("--force", "--map", key, in, out.toString()));
    }

    @Test
    void aMapThatCannotBeWrittenTakesTheImageWithIt() {
        nothingWritten(5, run("--map", "/dev/full", in, out.toString()));
        nothingWritten(5, run("--map", directory + "/no/map", in, out.toString()));
        nothingWritten(5, run(in, "/dev/full"));
    }

    @Test
    void notToATerminal() {
        CommandRun run = CommandRun.with(new byte[0], Map.of(), "out", "anonymize", in, "-");
        nothingWritten(5, run);
        assertTrue(run.err().contains("not for a terminal"), run.err());
    }

    @Test
    void theTableDoesNotReplaceTheImage() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of(in));
        Path twin = Files.createLink(directory.resolve("twin"), Path.of(in));
        for (String map : new String[] {in, link.toString(), twin.toString()}) {
            CommandRun run = run("--force", "--map=" + map, in, out.toString());
            nothingWritten(2, run);
            assertTrue(run.err().contains("IN and --map are different files"), run.err());
            assertArrayEquals(TestImages.bytes(IMAGE), Files.readAllBytes(Path.of(in)));
        }
        assertEquals(5, run("--map=" + directory.resolve("map"), directory.resolve("none/x").toString(),
                out.toString()).status());
    }
}
