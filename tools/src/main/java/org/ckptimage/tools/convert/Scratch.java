// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;

/** A file between two steps. Only its owner can read it, and it is gone when it is closed. */
public final class Scratch implements Reopenable, Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String name;

    /** @param name what to call its contents in diagnostics */
    public Scratch(String name) throws IOException {
        this.name = name;
        this.file = Files.createTempFile("ckpt-image-", ".step");
        file.toFile().deleteOnExit();
    }

    /** Takes the contents; the caller closes it. */
    public OutputStream out() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    @Override
    public ByteSource open() throws IOException {
        return new ByteSource(Files.newInputStream(file), name);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
