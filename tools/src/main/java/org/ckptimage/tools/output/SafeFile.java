// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is written beside its target and takes the target's place when it is complete. Until then only
 * its owner can read it, since images hold memory. Closed before that, by whatever cause, it is gone; so it
 * is when the process is told to end.
 */
final class SafeFile implements Closeable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path target;
    private final Path file;
    private final FileChannel channel;
    private final Thread hook;

    private SafeFile(Path target, Path file) throws IOException {
        this.target = target;
        this.file = file;
        this.hook = new Thread(this::delete);
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** Starts a file that is to stand at {@code target}. */
    static SafeFile beside(Path target) throws IOException {
        Path file = Files.createTempFile(target.getParent(), ".ckpt-image-", ".part",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            SafeFile safe = new SafeFile(target, file);
            Runtime.getRuntime().addShutdownHook(safe.hook);
            return safe;
        } catch (IOException | IllegalStateException e) {
            Files.deleteIfExists(file);
            throw new IOException(e instanceof IOException ? e.getMessage() : "interrupted", e);
        }
    }

    /** Takes the contents. */
    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** Puts the file, which is complete, in its place; a file that is there gives it its mode. */
    void commit() throws IOException {
        channel.force(true);
        channel.close();
        if (Files.exists(target)) {
            Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(target));
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sees to it that the name is on disk, too; a directory that cannot be read cannot be asked to. */
    void syncDirectory() throws IOException {
        Path directory = target.getParent();
        if (Files.isReadable(directory)) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Removes the file unless it is in its place. */
    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is at work
        }
        channel.close();
        Files.deleteIfExists(file);
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // nobody is left to be told
        }
    }
}
