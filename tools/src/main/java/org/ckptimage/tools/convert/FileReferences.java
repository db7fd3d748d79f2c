// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ckptimage.codec.json.PageSource;

/** Pages in files beside a document. */
public final class FileReferences implements PageSource {
    private final Path folder;

    /** @param folder the folder of the document, from where its names lead */
    public FileReferences(Path folder) {
        this.folder = folder;
    }

    @Override
    public InputStream open(String file, long offset) throws IOException {
        try {
            FileChannel channel = FileChannel.open(folder.resolve(file));
            return Channels.newInputStream(channel.position(offset));
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new IOException(file + ": the document refers to pages in it, but it is not there", e);
        }
    }
}
