// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.diag.Finding;

/** The recorded dumps, each a directory or an archive. */
public final class CriuCases {
    private CriuCases() {}

    /** Names of all of them, without the ending of an archive. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(ImageFiles.root().resolve("criu"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was recorded beside a dump. */
    public static JsonNode recorded(String name) {
        try {
            return new ObjectMapper().readTree(ImageFiles.bytes("criu/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive of a case; empty if it is a directory. */
    public static Optional<byte[]> archive(String name) {
        return Stream.of(".tar", ".tar.gz", ".tar.zst")
                .filter(ending -> Files.exists(ImageFiles.root().resolve("criu").resolve(name + ending)))
                .map(ending -> ImageFiles.bytes("criu/" + name + ending)).findFirst();
    }

    /** All files of a case by name, in the order in which they are stored. */
    public static Map<String, byte[]> files(String name) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try {
            Optional<byte[]> archive = archive(name);
            if (archive.isPresent()) {
                CheckpointFiles files = open(archive.get(), new ArrayList<>());
                for (Optional<CheckpointEntry> next = files.next(); next.isPresent(); next = files.next()) {
                    content.put(next.get().name().path(), next.get().content().readAllBytes());
                }
                return content;
            }
            try (Stream<Path> files = Files.list(ImageFiles.root().resolve("criu").resolve(name))) {
                for (Path file : files.sorted().toList()) {
                    content.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive in memory. */
    public static CheckpointFiles open(byte[] archive, List<Finding> findings) throws IOException {
        return CheckpointFiles.open(new ByteArrayInputStream(archive), "set.tar", ArchiveLimits.standard(),
                findings::add);
    }

    /** Reads an archive in memory. */
    public static CriuCheckpoint read(byte[] archive, List<Finding> findings) throws IOException {
        return CheckpointReader.read(open(archive, findings), CriuLimits.standard(), findings::add);
    }

    /** Reads files as one set. */
    public static CriuCheckpoint read(Map<String, byte[]> files, List<Finding> findings) throws IOException {
        return read(Tars.of(files), findings);
    }
}
