// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Entry point of the build step: {@code --table SPECS FILE} writes the layout table, {@code --write SPECS
 * DOCUMENT} renews the tables of SPEC.md, {@code --check SPECS DOCUMENT} fails if they are not those of the
 * specs.
 */
public final class LayoutCompiler {
    private LayoutCompiler() {}

    /** Runs one of the modes; any failure is an exception, which fails the build. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: --table|--write|--check SPECS FILE");
        }
        List<LayoutRange> ranges = LayoutRange.of(Spec.readAll(Path.of(args[1])));
        Path file = Path.of(args[2]);
        switch (args[0]) {
            case "--table" -> table(ranges, file);
            case "--write" -> Files.writeString(file, SpecTables.replaceIn(Files.readString(file), ranges));
            case "--check" -> check(ranges, file);
            default -> throw new IllegalArgumentException("no such mode: " + args[0]);
        }
    }

    private static void table(List<LayoutRange> ranges, Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, LayoutTable.of(ranges));
    }

    private static void check(List<LayoutRange> ranges, Path file) throws IOException {
        String document = Files.readString(file);
        if (!document.equals(SpecTables.replaceIn(document, ranges))) {
            throw new IllegalStateException(file.getFileName() + " does not show the layouts of the specs;"
                    + " run mvn -pl formats process-classes exec:java@spec-tables");
        }
    }
}
