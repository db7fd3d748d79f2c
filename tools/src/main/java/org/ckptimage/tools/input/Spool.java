// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Decompression;
import org.ckptimage.codec.io.Reopenable;

/**
 * An input that can be read more than once. A regular file is opened again each time; anything else is copied
 * first, as it is stored.
 */
public final class Spool implements Reopenable, Closeable {
    private final Reopenable inputs;
    private final Closeable copy;
    private final Storage storage;

    /** How an input lies on disk. */
    public enum Storage {
        /** In a file of its name, byte for byte. */
        PLAIN,
        /** Compressed, or in no file of its name. */
        OTHER
    }

    private Spool(Reopenable inputs, Closeable copy, Storage storage) {
        this.inputs = inputs;
        this.copy = copy;
        this.storage = storage;
    }

    /** An input that can be opened again by itself. */
    static Spool of(Reopenable inputs, Storage storage) {
        return new Spool(inputs, () -> { }, storage);
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
        return new Spool(() -> new ByteSource(Decompression.of(copy.read(), name), name), copy,
                Storage.OTHER);
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
        return inputs.open();
    }

    /** Drops the copy, if there is one. */
    @Override
    public void close() throws IOException {
        copy.close();
    }
}
