// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;

/** The test images as values. */
public final class Images {
    private static final Path DIRECTORY = Path.of("..", "test-images");

    private Images() {}

    /** Names of all images of some directories, such as {@code real/root.ckpt}. */
    public static List<String> in(String... directories) {
        return Stream.of(directories).flatMap(Images::names).sorted().toList();
    }

    private static Stream<String> names(String directory) {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve(directory))) {
            return files.map(Path::getFileName).map(Path::toString)
                    .filter(name -> name.endsWith(".ckpt") || name.endsWith(".img"))
                    .map(name -> directory + "/" + name).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an image says, as far as it can be read. */
    public static Image read(String name) {
        try {
            return read(Files.readAllBytes(DIRECTORY.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an image of a plan says. */
    public static Image composed(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return read(out.toByteArray());
    }

    /** What the bytes of an image say. */
    public static Image read(byte... bytes) {
        InputStream in = new ByteArrayInputStream(bytes);
        ModelBuilder builder = new ModelBuilder();
        try (ByteSource source = new ByteSource(in, "image")) {
            new ImageScanner(source, ScanSettings.standard(), finding -> { }, builder).scan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.image();
    }
}
