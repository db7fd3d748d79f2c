// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The test images, on the class path as a folder or in a jar. */
public final class ImageFiles {
    private static final String ROOT = "/org/ckptimage/images";
    private static final String KNOWN = ROOT + "/real/manifest.json";

    private ImageFiles() {}

    /** The folder of test images. */
    public static Path root() {
        URL known = ImageFiles.class.getResource(KNOWN);
        if (known == null) {
            throw new IllegalStateException("no test images on the class path");
        }
        try {
            URI uri = known.toURI();
            return path(uri).getParent().getParent();
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path path(URI uri) throws IOException {
        if (!uri.getScheme().equals("jar")) {
            return Path.of(uri);
        }
        try {
            FileSystem open = FileSystems.getFileSystem(uri);
            return open.getPath(KNOWN);
        } catch (FileSystemNotFoundException e) {
            return FileSystems.newFileSystem(uri, Map.of()).getPath(KNOWN);
        }
    }

    /** The bytes of a file. */
    public static byte[] bytes(String path) {
        try (InputStream in = ImageFiles.class.getResourceAsStream(ROOT + "/" + path)) {
            if (in == null) {
                throw new IllegalStateException("no test image " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paths of all images in a folder, in alphabetical order. */
    public static List<String> in(String folder) {
        try (Stream<Path> files = Files.list(root().resolve(folder))) {
            return files.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".ckpt") || n.endsWith(".img") || n.endsWith(".tar"))
                    .sorted().map(n -> folder + "/" + n).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
