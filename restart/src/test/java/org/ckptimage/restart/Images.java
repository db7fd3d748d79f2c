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
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.restart.planner.Resources;

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

    /** A task with one id throughout, in an IPC namespace. */
    public static ImagePlan single(CredPlan cred, IpcPlan ipc) {
        return single(cred, 700, ipc);
    }

    /** The same with another number. */
    public static ImagePlan single(CredPlan cred, int pid, IpcPlan ipc) {
        TaskPlan task = new TaskPlan("own", pid).cred(cred).usedMath(false)
                .objects(new NamespacesPlan("host", ipc, false), new FilesPlan(), new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        return new ImagePlan(FormatVersion.V23_RC2, Abi.X86_64, ByteOrderView.LITTLE).extensions().add(task);
    }

    /** The same with a cred that has one id throughout and no capability. */
    public static ImagePlan single(int id, IpcPlan ipc) {
        return single(CredPlan.of(new UserPlan(id, UserNsPlan.root()), id, new GroupsPlan(),
                CapsPlan.none()), ipc);
    }

    /** What the tasks of a plan had. */
    public static Resources resources(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return resources(out.toByteArray());
    }

    /** What the tasks of an image had. */
    public static Resources resources(byte... bytes) {
        Resources.Reader reader = new Resources.Reader();
        scan(bytes, reader);
        return reader.resources();
    }

    /** The bytes of an image. */
    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(DIRECTORY.resolve(name));
    }

    /** What an image of a plan says. */
    public static Image composed(ImagePlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        return read(out.toByteArray());
    }

    /** What the bytes of an image say. */
    public static Image read(byte... bytes) {
        ModelBuilder builder = new ModelBuilder();
        scan(bytes, builder);
        return builder.image();
    }

    private static void scan(byte[] bytes, RecordListener listener) {
        InputStream in = new ByteArrayInputStream(bytes);
        try (ByteSource source = new ByteSource(in, "image")) {
            new ImageScanner(source, ScanSettings.standard(), finding -> { }, listener).scan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
