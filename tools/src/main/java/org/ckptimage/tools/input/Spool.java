// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Decompression;
import org.ckptimage.codec.io.Reopenable;

/**
 * An input that is read more than once. A file is opened again; standard input and pipes are copied to a file
 * that only its owner can read and that is gone at the end.
 */
public final class Spool implements Reopenable, Closeable {
    private final String name;
    private final Inputs inputs;
    private final Path copy;

    private Spool(String name, Inputs inputs, Path copy) {
        this.name = name;
        this.inputs = inputs;
        this.copy = copy;
    }

    /** The input of that name. */
    public static Spool of(String name, Inputs inputs) throws IOException {
        if (!name.equals("-") && (new File(name).isFile() || !new File(name).exists())) {
            return new Spool(name, inputs, null);
        }
        Path copy = Files.createTempFile("ckpt-image-", ".in");
        copy.toFile().deleteOnExit();
        try (InputStream in = inputs.raw(name)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new Spool(name, inputs, copy);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** True if offsets in the input are offsets in the file of its name. */
    public boolean plain() throws IOException {
        if (copy != null) {
            return false;
        }
        try (InputStream in = inputs.raw(name)) {
            return !Decompression.packs(in);
        }
    }

    @Override
    public ByteSource open() throws IOException {
        return copy == null ? inputs.open(name)
                : new ByteSource(Decompression.of(Files.newInputStream(copy), name), name);
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }
}
