// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Decompression;
import org.ckptimage.codec.io.Reopenable;

/**
 * An input that can be read more than once. A regular file is opened again each time; anything else is copied
 * first, as it is stored.
 */
public final class Spool implements Reopenable, Closeable {
    private final String name;
    private final Stored stored;
    private final Closeable copy;
    private final Storage storage;
    /** An archive that can be read but once. */
    private Optional<Opened> once = Optional.empty();
    private FindingSink findings = finding -> { };

    /** How an input lies on disk. */
    public enum Storage {
        /** In a file of its name, byte for byte. */
        PLAIN,
        /** Compressed, or in no file of its name. */
        OTHER,
        /** In many files; it can only be opened as {@link Spool#any}. */
        DIRECTORY
    }

    /** Gives the bytes as they are stored, from their start. */
    @FunctionalInterface
    interface Stored {
        InputStream open() throws IOException;
    }

    private Spool(String name, Stored stored, Closeable copy, Storage storage) {
        this.name = name;
        this.stored = stored;
        this.copy = copy;
        this.storage = storage;
    }

    /** An input that can be opened again by itself. */
    static Spool of(String name, Stored stored, Storage storage) {
        return new Spool(name, stored, () -> { }, storage);
    }

    /**
     * Takes an input that can be read but once: an archive as it comes, anything else by a copy.
     *
     * @param in closed with the result
     * @param name what to call it in diagnostics
     * @param folder where the copy lies
     */
    static Spool once(InputStream in, String name, Path folder) throws IOException {
        Relay relay = new Relay();
        Opened opened = Opened.stream(in, name, ArchiveLimits.standard(), relay);
        if (opened instanceof Opened.Stream plain) {
            try (InputStream bytes = plain.source().stream()) {
                return copy(bytes, name, folder);
            }
        }
        Spool spool = new Spool(name, InputStream::nullInputStream, opened, Storage.OTHER);
        spool.once = Optional.of(opened);
        relay.to = found -> spool.findings.report(found);
        return spool;
    }

    /** Passes findings on to whoever asks for them later. */
    private static final class Relay implements FindingSink {
        private FindingSink to = finding -> { };

        @Override
        public void report(Finding finding) {
            to.report(finding);
        }
    }

    /**
     * Copies an input.
     *
     * @param in read to its end
     * @param name what to call it in diagnostics
     * @param folder where the copy lies
     */
    static Spool copy(InputStream in, String name, Path folder) throws IOException {
        NamelessFile copy = NamelessFile.in(folder);
        try (OutputStream out = copy.out()) {
            fill(out, in, folder);
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
        return new Spool(name, copy::read, copy, Storage.OTHER);
    }

    private static void fill(OutputStream out, InputStream in, Path folder) throws IOException {
        byte[] piece = new byte[1 << 16];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            try {
                out.write(piece, 0, n);
            } catch (IOException e) {
                throw new IOException("it has to be read twice, and there is no copy in " + folder + ": "
                        + e.getMessage(), e);
            }
        }
    }

    /** How it lies on disk. */
    public Storage storage() {
        return storage;
    }

    @Override
    public ByteSource open() throws IOException {
        InputStream in = stored.open();
        try {
            return new ByteSource(Decompression.of(in, name), name);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** True for a directory or an archive. */
    public boolean isSet() throws IOException {
        if (once.isPresent() || storage == Storage.DIRECTORY) {
            return true;
        }
        try (Opened opened = any(finding -> { })) {
            return opened instanceof Opened.Files;
        }
    }

    /**
     * What it is: files, or a stream as {@link #open} gives it.
     *
     * @param sink takes what is wrong with an archive or a directory
     */
    public Opened any(FindingSink sink) throws IOException {
        findings = sink;
        if (once.isPresent()) {
            return once.get();
        }
        return storage == Storage.DIRECTORY ? Opened.directory(Path.of(name), sink)
                : Opened.stream(stored.open(), name, ArchiveLimits.standard(), sink);
    }

    /** Drops the copy, if there is one. */
    @Override
    public void close() throws IOException {
        copy.close();
    }
}
