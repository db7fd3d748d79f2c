// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ckptimage.tools.output.OutputTarget.Content;
import org.ckptimage.tools.output.OutputTarget.Existing;
import org.ckptimage.tools.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target holds all of the result or what it held before. */
final class OutputTargetTest {
    private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "new and longer".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path temporary;
    private Path directory;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    @BeforeEach
    void realDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("out"));
    }

    private Terminal terminal(OutputStream out, String screens) {
        return new Terminal(out, OutputStream.nullOutputStream(), Map.of(), screens);
    }

    private OutputTarget target(String name, Existing existing) {
        return new OutputTarget(name, terminal(stdout, ""), Content.BINARY, existing);
    }

    private OutputTarget failingAfter(Path file, int bytes) {
        return new OutputTarget(file.toString(), terminal(stdout, ""), Content.BINARY, Existing.REPLACED,
                out -> new FullDisk(out, bytes));
    }

    private Path existing(String name) throws IOException {
        return Files.write(directory.resolve(name), OLD);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private static String refusal(OutputTarget target) {
        String checked = assertThrows(OutputTrouble.class, target::check).getMessage();
        OutputTrouble written = assertThrows(OutputTrouble.class, () -> target.write(out -> {
            throw new AssertionError("the body must not run");
        }));
        assertEquals(checked, written.getMessage());
        return checked;
    }

    @Test
    void aNewFileIsForItsOwner() throws IOException {
        Path file = directory.resolve("a");
        OutputTarget target = target(file.toString(), Existing.REFUSED);
        target.check();
        target.write(out -> {
            out.write(NEW);
            assertFalse(Files.exists(file), "the target appears too early");
            assertEquals(1, names().size());
            assertEquals("rw-------", mode(directory.resolve(names().get(0))));
        });
        assertArrayEquals(NEW, Files.readAllBytes(file));
        assertEquals("rw-------", mode(file));
        assertEquals(List.of("a"), names());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void anExistingFileIsRefused() throws IOException {
        Path file = existing("a");
        assertEquals(file + ": cannot write: file exists; --force replaces it",
                refusal(target(file.toString(), Existing.REFUSED)));
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void aFileThatCameIntoBeingIsRefused() throws IOException {
        Path file = directory.resolve("a");
        OutputTrouble trouble = assertThrows(OutputTrouble.class,
                () -> target(file.toString(), Existing.REFUSED).write(out -> existing("a")));
        assertTrue(trouble.getMessage().endsWith("file exists; --force replaces it"), trouble.getMessage());
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void aReplacedFilePassesItsModeOn() throws IOException {
        Path file = existing("a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r-x"));
        target(file.toString(), Existing.REPLACED).write(out -> {
            assertArrayEquals(OLD, Files.readAllBytes(file), "an input may be the target");
            out.write(NEW);
        });
        assertArrayEquals(NEW, Files.readAllBytes(file));
        assertEquals("rw-r--r-x", mode(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path file = existing("a");
        Path inner = Files.createSymbolicLink(directory.resolve("l"), Path.of("a"));
        Path link = Files.createSymbolicLink(directory.resolve("m"), inner);
        assertTrue(refusal(target(link.toString(), Existing.REFUSED)).endsWith("--force replaces it"));
        target(link.toString(), Existing.REPLACED).write(out -> out.write(NEW));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(inner));
        assertArrayEquals(NEW, Files.readAllBytes(file));

        Path dangling = Files.createSymbolicLink(directory.resolve("d"), Path.of("b"));
        target(dangling.toString(), Existing.REFUSED).write(out -> out.write(NEW));
        assertTrue(Files.isSymbolicLink(dangling));
        assertArrayEquals(NEW, Files.readAllBytes(directory.resolve("b")));

        Path loop = Files.createSymbolicLink(directory.resolve("o"), Path.of("o"));
        assertTrue(refusal(target(loop.toString(), Existing.REPLACED)).contains("symbolic link"));
        assertEquals(List.of("a", "b", "d", "l", "m", "o"), names());
    }

    @Test
    void placesWhereNoFileCanBe() throws IOException {
        assertTrue(refusal(target(directory.toString(), Existing.REPLACED)).endsWith("is a directory"));
        assertTrue(refusal(target("", Existing.REPLACED)).endsWith("is a directory"));
        assertTrue(refusal(target(directory + "/no/a", Existing.REPLACED)).endsWith("no such directory"));
        assertTrue(refusal(target(directory + "/no/", Existing.REPLACED)).endsWith("no such directory"));
        Path file = existing("a");
        assertTrue(refusal(target(file + "/b", Existing.REPLACED)).endsWith("Not a directory"));
        assertTrue(refusal(target("a\0b", Existing.REPLACED)).endsWith("not a file name"));
    }

    @Test
    void aFullDiskLeavesNothing() throws IOException {
        Path file = directory.resolve("a");
        for (int room : new int[] {0, 1, NEW.length - 1}) {
            OutputTrouble trouble = assertThrows(OutputTrouble.class,
                    () -> failingAfter(file, room).write(out -> {
                        for (byte one : NEW) {
                            out.write(one);
                        }
                    }));
            assertEquals(file + ": cannot write: No space left on device; nothing was left behind",
                    trouble.getMessage());
            assertEquals(List.of(), names());
        }
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws IOException {
        Path file = existing("a");
        OutputTrouble trouble = assertThrows(OutputTrouble.class,
                () -> failingAfter(file, 3).write(out -> out.write(NEW)));
        assertTrue(trouble.getMessage().endsWith("; the file that was there is unchanged"),
                trouble.getMessage());
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void whateverTheBodyThrowsLeavesNothing() throws IOException {
        List<Throwable> causes = List.of(new IOException("input"), new IllegalStateException("bug"),
                new OutOfMemoryError("heap"));
        for (Throwable cause : causes) {
            Throwable got = assertThrows(Throwable.class,
                    () -> target(directory.resolve("a").toString(), Existing.REFUSED).write(out -> {
                        out.write(NEW);
                        FullDisk.sneak(cause);
                    }));
            assertEquals(cause, got);
            assertEquals(List.of(), names());
        }
    }

    @Test
    void aTargetThatTurnsIntoADirectory() throws IOException {
        Path file = directory.resolve("a");
        OutputTrouble trouble = assertThrows(OutputTrouble.class,
                () -> target(file.toString(), Existing.REPLACED).write(out -> Files.createDirectory(file)));
        assertTrue(trouble.getMessage().endsWith("is a directory"), trouble.getMessage());
        assertEquals(List.of("a"), names());
    }

    @Test
    void closingDoesNotEndTheFile() throws IOException {
        Path file = directory.resolve("a");
        target(file.toString(), Existing.REFUSED).write(out -> {
            out.write(OLD);
            out.close();
            out.write(NEW);
        });
        assertEquals(OLD.length + NEW.length, Files.size(file));
    }

    @Test
    void devicesAreWrittenTo() throws IOException {
        target("/dev/null", Existing.REFUSED).write(out -> out.write(NEW));
        assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
        Path link = Files.createSymbolicLink(directory.resolve("l"), Path.of("/dev/full"));
        for (String name : List.of("/dev/full", link.toString())) {
            OutputTrouble trouble = assertThrows(OutputTrouble.class,
                    () -> target(name, Existing.REPLACED).write(out -> out.write(NEW)));
            assertEquals(name + ": cannot write: No space left on device", trouble.getMessage());
        }
        Files.delete(link);
        assertFalse(Files.isRegularFile(Path.of("/dev/full")));
    }

    @Test
    void standardOutput() throws IOException {
        target("-", Existing.REFUSED).write(out -> out.write(NEW));
        assertArrayEquals(NEW, stdout.toByteArray());
        assertFalse(Files.exists(Path.of("-")));
    }

    @Test
    void aScreenGetsTextOnly() throws IOException {
        OutputTarget binary = new OutputTarget("-", terminal(stdout, "out"), Content.BINARY,
                Existing.REPLACED);
        assertEquals("-: cannot write: binary data is not for a terminal; redirect it or name a file",
                refusal(binary));
        assertEquals(0, stdout.size());
        OutputTarget text = new OutputTarget("-", terminal(stdout, "out"), Content.TEXT, Existing.REFUSED);
        text.check();
        text.write(out -> out.write(NEW));
        assertEquals(NEW.length, stdout.size());
    }

    @Test
    void closedStandardOutputBreaksOffQuietly() throws IOException {
        Terminal terminal = terminal(new FullDisk(stdout, 2), "");
        OutputTarget target = new OutputTarget("-", terminal, Content.BINARY, Existing.REFUSED);
        int[] pieces = new int[1];
        target.write(out -> {
            while (pieces[0] < 1000) {
                pieces[0]++;
                out.write(NEW);
            }
        });
        assertEquals(1, pieces[0]);
        assertEquals(Optional.of("No space left on device"), terminal.finish());
    }

    @Test
    void sameTargets() throws IOException {
        Path file = existing("a");
        Files.createSymbolicLink(directory.resolve("l"), Path.of("a"));
        Files.createSymbolicLink(temporary.resolve("again"), directory);
        OutputTarget a = target(file.toString(), Existing.REPLACED);
        assertTrue(a.isSameAs(target(directory + "/./l", Existing.REPLACED)));
        assertFalse(a.isSameAs(target(directory + "/b", Existing.REPLACED)));
        assertTrue(target(directory + "/b", Existing.REPLACED)
                .isSameAs(target(temporary + "/again/b", Existing.REPLACED)));
        assertTrue(target("-", Existing.REPLACED).isSameAs(target("-", Existing.REPLACED)));
        assertFalse(a.isSameAs(target("-", Existing.REPLACED)));
        assertFalse(target("/dev/null", Existing.REPLACED)
                .isSameAs(target("/dev/null", Existing.REPLACED)), "a device takes both");
    }
}
