// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where a name leads.
 *
 * @param path the file itself, symbolic links followed; of a device the name as given
 * @param kind what is there
 */
record Place(Path path, Kind kind) {
    private static final int MOST_LINKS = 40;

    /** What stands at a path. */
    enum Kind {
        /** Nothing yet. */
        NEW,
        /** A regular file. */
        FILE,
        /** A device, fifo or socket: it takes bytes, but cannot be replaced. */
        DEVICE
    }

    /**
     * Looks at what is there.
     *
     * @throws OutputTrouble if no file can be there
     */
    static Place of(String name) throws OutputTrouble {
        try {
            return look(Path.of(name), name);
        } catch (InvalidPathException e) {
            throw new OutputTrouble(name, "not a file name", e);
        } catch (OutputTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private static Place look(Path path, String name) throws IOException {
        Optional<BasicFileAttributes> there = attributes(path);
        if (there.isPresent() && there.get().isDirectory()) {
            throw new OutputTrouble(name, "is a directory");
        }
        if (there.isPresent() && there.get().isOther()) {
            return new Place(path, Kind.DEVICE);
        }
        Path end = follow(path);
        if (there.isPresent()) {
            return new Place(end, Kind.FILE);
        }
        Path directory = end.getParent();
        boolean known = directory != null && attributes(directory).isPresent() && !name.endsWith("/");
        if (!known) {
            throw new OutputTrouble(name, "no such directory");
        }
        return new Place(end, Kind.NEW);
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The end of a chain of links, which need not exist. */
    private static Path follow(Path path) throws IOException {
        Path at = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(at.toString());
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    /** True if both are one file, which need not exist yet. */
    boolean isSameAs(Place other) throws OutputTrouble {
        try {
            return path.equals(other.path)
                    || kind == Kind.NEW && other.kind == Kind.NEW && real().equals(other.real())
                    || kind == Kind.FILE && other.kind == Kind.FILE && Files.isSameFile(path, other.path);
        } catch (IOException e) {
            throw new OutputTrouble(path.toString(), OutputTrouble.why(e), e);
        }
    }

    private Path real() throws IOException {
        return path.getParent().toRealPath().resolve(path.getFileName());
    }

    /** True if it is a screen, or the console of the machine. */
    boolean screen() {
        if (kind != Kind.DEVICE) {
            return false;
        }
        try {
            String real = path.toRealPath().toString();
            return real.startsWith("/dev/pts/") || real.startsWith("/dev/tty") || real.equals("/dev/console");
        } catch (IOException e) {
            // a pipe under /dev/stdout has no path
            return false;
        }
    }
}
