// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ckptimage.tools.output.OutputTarget.Existing;

/**
 * A directory as a result, which appears as a whole or not at all. It is filled beside its place, for its
 * owner only. One that is there is replaced only if it looks like what is written: it has one of some files.
 */
public final class DirectoryTarget {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final String PREFIX = ".ckpt-image-";

    private final String name;
    private final List<String> marks;
    private final Existing existing;

    /** Fills the directory. */
    @FunctionalInterface
    public interface Body {
        /** Writes all of it into {@code directory}, which is empty. */
        void write(Path directory) throws IOException;
    }

    /**
     * @param name as the user gave it
     * @param marks files by which a directory is known that may be replaced
     */
    public DirectoryTarget(String name, List<String> marks, Existing existing) {
        this.name = name;
        this.marks = List.copyOf(marks);
        this.existing = existing;
    }

    /**
     * Refuses a target that cannot be meant, before any work is done for it.
     *
     * @throws OutputTrouble if it exists and is not to be replaced, or lies in no directory
     */
    public void check() throws OutputTrouble {
        place();
    }

    /** True if it lies in this directory or in one below it. */
    public boolean isWithin(Path directory) throws OutputTrouble {
        try {
            return place().getParent().toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private Path place() throws OutputTrouble {
        try {
            Path path = Path.of(name).toAbsolutePath().normalize();
            if (Files.exists(path)) {
                path = path.toRealPath();
                replaceable(path);
            }
            if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
                throw new OutputTrouble(name, "no such directory");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new OutputTrouble(name, "not a file name", e);
        } catch (OutputTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private void replaceable(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new OutputTrouble(name, "is a file, and the result is a directory");
        }
        if (existing == Existing.REFUSED) {
            throw new OutputTrouble(name, "directory exists; --force replaces it");
        }
        try (Stream<Path> inside = Files.list(path)) {
            if (inside.findAny().isPresent() && marks.stream().noneMatch(
                    mark -> Files.isRegularFile(path.resolve(mark), LinkOption.NOFOLLOW_LINKS))) {
                throw new OutputTrouble(name, "directory exists and has none of " + String.join(", ", marks)
                        + "; it is not replaced");
            }
        }
    }

    /**
     * Writes the result. If anything fails, nothing is left behind and an existing directory is as it was.
     *
     * @throws OutputTrouble if the target cannot be written
     */
    public void write(Body body) throws IOException {
        Path place = place();
        Path made = beside(place);
        Thread hook = new Thread(() -> deleteQuietly(made));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            body.write(made);
            commit(made, place());
        } catch (FileSystemException e) {
            boolean ours = e.getOtherFile() != null || String.valueOf(e.getFile())
                    .startsWith(made.toString());
            throw ours ? new OutputTrouble(name, OutputTrouble.why(e) + "; nothing was left behind", e) : e;
        } finally {
            unhook(hook);
            deleteQuietly(made);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is at work
        }
    }

    private Path beside(Path place) throws OutputTrouble {
        try {
            return Files.createTempDirectory(place.getParent(), PREFIX,
                    PosixFilePermissions.asFileAttribute(OWNER));
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private void commit(Path made, Path place) throws OutputTrouble {
        try {
            if (!Files.exists(place)) {
                Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            Path old = made.resolveSibling(made.getFileName() + ".old");
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
            deleteQuietly(old);
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e) + "; nothing was left behind", e);
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                delete(directory);
            }
        } catch (IOException e) {
            // what stays has a name that says what it is
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                    throws IOException {
                // it may have the mode of one that nothing is taken out of
                Files.setPosixFilePermissions(folder, OWNER);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
