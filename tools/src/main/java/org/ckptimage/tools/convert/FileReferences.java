// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
            Path path = folder.resolve(file);
            // a fifo or a device would wait, or never end
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Unusable("pages come from regular files only: " + file);
            }
            FileChannel channel = FileChannel.open(path);
            if (offset > channel.size()) {
                channel.close();
                throw new Unusable("the file ends before the pages do");
            }
            return Channels.newInputStream(channel.position(offset));
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new IOException(file + ": the document refers to pages in it, but it is not there", e);
        }
    }
}
