// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.transplant;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.archive.DirectoryCopy;
import org.ckptimage.codec.archive.EntryEdit;
import org.ckptimage.codec.archive.TarCopy;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.tools.input.Inputs;
import org.ckptimage.tools.input.NamelessFile;

/** A set of CRIU images that is read, and then copied with changes: a directory or an archive. */
public final class Carrier implements Closeable {
    private final String name;
    private final Stored stored;
    private final Closeable copy;

    /** Gives the bytes of an archive, from the start each time. */
    @FunctionalInterface
    private interface Stored {
        InputStream open() throws IOException;
    }

    private Carrier(String name, Stored stored, Closeable copy) {
        this.name = name;
        this.stored = stored;
        this.copy = copy;
    }

    /** The set of that name. Standard input, a fifo and the like are read to their end at once. */
    public static Carrier open(String name, Inputs inputs) throws IOException {
        File file = new File(name);
        if (!name.equals("-") && (file.isFile() || file.isDirectory())) {
            return new Carrier(name, () -> inputs.stored(name), () -> { });
        }
        NamelessFile copy = NamelessFile.create();
        try (InputStream in = inputs.stored(name); OutputStream out = copy.out()) {
            in.transferTo(out);
        } catch (IOException e) {
            copy.close();
            throw e;
        }
        return new Carrier(name, copy::read, copy);
    }

    /** True if it is a directory. */
    public boolean directory() {
        return !name.equals("-") && new File(name).isDirectory();
    }

    /** Where it is, if it is a directory. */
    public Path path() {
        return Path.of(name);
    }

    /** How it is compressed; empty for a directory, or if it is not. */
    public Optional<Compression> compression() throws IOException {
        if (directory()) {
            return Optional.empty();
        }
        try (InputStream in = stored.open()) {
            return Compression.of(in);
        }
    }

    /**
     * Its files.
     *
     * @param findings takes what is wrong with them as a set of files
     */
    public CheckpointFiles files(FindingSink findings) throws IOException {
        if (directory()) {
            return CheckpointFiles.open(path(), ArchiveLimits.standard(), findings);
        }
        InputStream in = stored.open();
        try {
            return CheckpointFiles.open(in, name, ArchiveLimits.standard(), findings);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Writes the archive it is, not compressed, with changes. */
    public void copy(EntryEdit edit, OutputStream out) throws IOException {
        try (InputStream in = stored.open()) {
            new TarCopy(name, ArchiveLimits.standard(), edit).copy(in, out);
        }
    }

    /** Fills a directory with the files of the one it is, with changes. */
    public void copy(EntryEdit edit, Path directory) throws IOException {
        new DirectoryCopy(path(), directory, edit).copy();
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
