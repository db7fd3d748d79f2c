// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Copies a directory with all that is in it, the content of some files changed. Modes and times stay; links
 * are copied and not followed; devices and the like are left out.
 */
public final class DirectoryCopy {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private final Path from;
    private final Path to;
    private final EntryEdit edit;

    /**
     * @param from the directory to copy
     * @param to an empty directory outside of it
     * @param edit what changes
     */
    public DirectoryCopy(Path from, Path to, EntryEdit edit) {
        this.from = from;
        this.to = to;
        this.edit = edit;
    }

    /** Copies the directory. */
    public void copy() throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                    throws IOException {
                if (!folder.equals(from)) {
                    // not that of the original before there is something in it
                    Files.createDirectory(target(folder), PosixFilePermissions.asFileAttribute(OWNER));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isOther()) {
                    file(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                attributes(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path target(Path path) {
        return to.resolve(from.relativize(path));
    }

    private void attributes(Path path) throws IOException {
        Files.setPosixFilePermissions(target(path), Files.getPosixFilePermissions(path));
        Files.setLastModifiedTime(target(path), Files.getLastModifiedTime(path));
    }

    private void file(Path file, BasicFileAttributes attributes) throws IOException {
        EntryName name = EntryName.of(from.relativize(file).toString());
        if (!attributes.isRegularFile() || !edit.concerns(name)) {
            Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            return;
        }
        byte[] changed;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            changed = edit.edit(new CheckpointEntry(name, from + "/" + name.text(), attributes.size(), in));
        }
        Files.write(target(file), changed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        attributes(file);
    }
}
