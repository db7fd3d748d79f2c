// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.Opened;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Decompression;
import org.ckptimage.tools.terminal.ProgressLine;
import org.ckptimage.tools.terminal.Terminal;

/** Opens images by the name the user gave; {@code -} is standard input. Compressed ones are decompressed. */
public final class Inputs {
    private final InputStream stdin;
    private final Terminal terminal;
    private final Progress progress;

    /** Whether to tell how far reading got. */
    public enum Progress { SHOWN, HIDDEN }

    public Inputs(InputStream stdin, Terminal terminal, Progress progress) {
        this.stdin = stdin;
        this.terminal = terminal;
        this.progress = progress;
    }

    /** The image of that name, at its start. */
    public ByteSource open(String name) throws IOException {
        InputStream in = watched(name);
        try {
            return new ByteSource(Decompression.of(in, name), name);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * What has that name: a directory, an archive or a stream of records, told by its content.
     *
     * @param findings takes what is wrong with an archive or a directory
     */
    public Opened any(String name, FindingSink findings) throws IOException {
        if (!name.equals("-") && new File(name).isDirectory()) {
            return Opened.directory(Path.of(name), findings);
        }
        InputStream in = watched(name);
        try {
            return Opened.stream(in, name, ArchiveLimits.standard(), findings);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The bytes of that name as they are stored, compressed or not. */
    public InputStream stored(String name) throws IOException {
        return watched(name);
    }

    private InputStream watched(String name) throws IOException {
        InputStream in = raw(name);
        return progress == Progress.SHOWN && terminal.watched()
                ? new ProgressLine(in, terminal.err(), name, new File(name).length()) : in;
    }

    /** The bytes of that name as they are stored. */
    private InputStream raw(String name) throws IOException {
        return name.equals("-") ? stdin : file(name);
    }

    /**
     * The image of that name, to be opened more than once; the caller closes it. Standard input, a fifo and
     * the like are read to their end at once, but for an archive.
     */
    public Spool spool(String name) throws IOException {
        boolean standard = name.equals("-");
        if (!standard && new File(name).isDirectory()) {
            return Spool.of(name, () -> raw(name), Spool.Storage.DIRECTORY);
        }
        if (standard || !new File(name).isFile()) {
            return Spool.once(raw(name), name, Path.of(System.getProperty("java.io.tmpdir")));
        }
        try (InputStream in = raw(name)) {
            return Spool.of(name, () -> watched(name),
                    Decompression.packs(in) ? Spool.Storage.OTHER : Spool.Storage.PLAIN);
        }
    }

    private static InputStream file(String name) throws IOException {
        File file = new File(name);
        if (file.isDirectory()) {
            throw new IOException("is a directory");
        }
        try {
            return new FileInputStream(file);
        } catch (FileNotFoundException e) {
            throw new IOException(file.exists() ? "permission denied" : "no such file", e);
        }
    }
}
