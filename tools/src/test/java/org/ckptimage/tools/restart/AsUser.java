// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.tools.Main;

/** The command as uid 1000 without any capability, from a copy that this user can read. */
final class AsUser {
    private static final String ID = "1000";
    private static final List<String> SETPRIV = List.of("setpriv", "--reuid", ID, "--regid", ID,
            "--clear-groups", "--inh-caps=-all");

    private final Path folder;
    private final String classPath;

    /** What came of a run. */
    record Outcome(int status, String out, String err) {
        /** Its last line on standard error. */
        String last() {
            return err.lines().reduce("", (one, other) -> other);
        }
    }

    /** @param folder empty; it and all in it will belong to the user */
    AsUser(Path folder) throws IOException {
        this.folder = folder;
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (Files.exists(from) && !from.endsWith("test-classes")) {
                Path to = folder.resolve("lib" + entries.size() + (Files.isDirectory(from) ? "" : ".jar"));
                copy(from, to);
                entries.add(to.toString());
            }
        }
        classPath = String.join(File.pathSeparator, entries);
        give(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(path, copy);
                }
            }
        }
    }

    /** Makes it the user's, and readable for all. */
    static Path give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", Integer.valueOf(ID));
        Files.setAttribute(path, "unix:gid", Integer.valueOf(ID));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return path;
    }

    /** Starts any program as the user. */
    static Process start(String... words) throws IOException {
        return new ProcessBuilder(Stream.concat(SETPRIV.stream(), Stream.of(words)).toList()).start();
    }

    /** Runs the command with an empty input until it ends; nothing of it is left. */
    Outcome run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(SETPRIV);
        all.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder, "-cp", classPath,
                Main.class.getName()));
        all.addAll(List.of(words));
        Path err = Files.createTempFile("user", "err");
        try {
            Process process = new ProcessBuilder(all).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            int status = process.waitFor();
            assertEquals(List.of(), Tasks.folders(folder));
            assertEquals(List.of(), running(), "left behind");
            return new Outcome(status, out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** Processes whose program lay in the folder. */
    private List<Path> running() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+")
                    && program(path).startsWith(folder.toString())).toList();
        }
    }

    private static String program(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).toString();
        } catch (FileSystemException e) {
            return ""; // it ended, or has no program
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
