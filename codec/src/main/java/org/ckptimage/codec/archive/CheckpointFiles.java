// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.Decompression;

/**
 * The files of a checkpoint, one after the other, in the order in which they are stored. A directory and an
 * archive look the same. Nothing is written anywhere, and no content is kept.
 */
public sealed interface CheckpointFiles extends Closeable permits DirectoryFiles, TarFiles {
    /** What the checkpoint is called in findings. */
    String name();

    /**
     * The next regular file. Names that are not safe (CKA001) and what is no regular file (CKA002) are
     * reported on the way.
     *
     * @return empty at the end
     * @throws ImageException CKS002 if the archive is cut or damaged, CKA003 if it is over a limit
     */
    Optional<CheckpointEntry> next() throws IOException;

    /**
     * Opens a directory or an archive. An archive may be compressed with gzip, zstd, xz or lz4, whatever
     * its name says.
     *
     * @throws ImageException CKS001 if it is neither
     */
    static CheckpointFiles open(Path path, ArchiveLimits limits, FindingSink findings) throws IOException {
        if (Files.isDirectory(path)) {
            return new DirectoryFiles(path, findings);
        }
        InputStream in = Files.newInputStream(path);
        try {
            return open(in, path.toString(), limits, findings);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Opens an archive that comes as a stream, which is closed with it.
     *
     * @param name what to call it in findings
     * @throws ImageException CKS001 if it is no archive
     */
    static CheckpointFiles open(InputStream in, String name, ArchiveLimits limits, FindingSink findings)
            throws IOException {
        BudgetInput.Stored stored = new BudgetInput.Stored(in);
        BudgetInput plain = new BudgetInput(Decompression.of(stored, name), stored, name, limits);
        TarHeaderReader headers = new TarHeaderReader(plain, name, limits, findings);
        if (!headers.atArchive()) {
            throw new ImageException(new Finding(Rule.CKS001, Location.at(name, 0), "", "",
                    "not a checkpoint: neither a directory nor a tar archive"));
        }
        return new TarFiles(headers, plain, name, findings);
    }
}
