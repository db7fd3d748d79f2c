// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of ours as a file, in a directory that only its owner can enter. It is gone when this is
 * closed.
 */
public final class RestartBinary implements Closeable {
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "x86_64", "x86_64",
            "aarch64", "aarch64");

    private final Path directory;
    private final Path file;

    private RestartBinary(Path directory, String program) {
        this.directory = directory;
        this.file = directory.resolve(program);
    }

    /**
     * Puts ckpt-restart for this machine into a new directory.
     *
     * @throws RestartException if there is none for this machine in the jar
     */
    public static RestartBinary extract() throws IOException {
        return extract("ckpt-restart");
    }

    /**
     * Puts a program for this machine into a new directory.
     *
     * @throws RestartException if there is none for this machine in the jar
     */
    public static RestartBinary extract(String named) throws IOException {
        String name = "/native/" + platform() + "/" + named;
        try (InputStream program = RestartBinary.class.getResourceAsStream(name)) {
            if (program == null) {
                throw new RestartException("no " + named + " for " + platform()
                        + " in this build: it takes a C"
                        + " compiler (cc, or for another architecture its cross-compiler) at build time");
            }
            RestartBinary binary = new RestartBinary(Files.createTempDirectory(named + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                    named);
            binary.write(program);
            return binary;
        }
    }

    /** Such as {@code linux-x86_64}. */
    static String platform() {
        String arch = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-"
                + ARCHITECTURES.getOrDefault(arch, arch);
    }

    private void write(InputStream program) throws IOException {
        try {
            Files.copy(program, file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The program. */
    public Path file() {
        return file;
    }

    /** Where a socket may stand beside it. */
    Path socket() {
        return directory.resolve("orders");
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
