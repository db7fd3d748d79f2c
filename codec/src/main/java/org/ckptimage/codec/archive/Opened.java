// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Decompression;

/** An input, told by its first bytes and not by its name. Compressed ones are decompressed. */
public sealed interface Opened extends Closeable {
    /** Enough to know any compression by. */
    int LONGEST_MAGIC = 8;

    /** A directory or a tar archive. */
    record Files(CheckpointFiles files) implements Opened {
        public Files {
            Objects.requireNonNull(files);
        }

        @Override
        public void close() throws IOException {
            files.close();
        }
    }

    /** Anything else, at its start. */
    record Stream(ByteSource source) implements Opened {
        public Stream {
            Objects.requireNonNull(source);
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /** The files of a directory. */
    static Opened directory(Path path, FindingSink findings) throws IOException {
        return new Files(new DirectoryFiles(path, findings));
    }

    /**
     * Looks at the first bytes of a stream, which is closed with the result.
     *
     * @param in the bytes as they are stored
     * @param name what to call it in findings
     * @param limits of an archive; what else a stream may be is not held in memory
     * @param findings takes what is wrong with an archive
     */
    static Opened stream(InputStream in, String name, ArchiveLimits limits, FindingSink findings)
            throws IOException {
        BudgetInput.Stored stored = new BudgetInput.Stored(in);
        PushbackInputStream peeked = new PushbackInputStream(stored, LONGEST_MAGIC);
        byte[] magic = peeked.readNBytes(LONGEST_MAGIC);
        peeked.unread(magic);
        boolean packed = Decompression.packs(new ByteArrayInputStream(magic));
        InputStream plain = Decompression.of(peeked, name);
        byte[] first = plain.readNBytes(TarBlock.LENGTH);
        PushbackInputStream whole = new PushbackInputStream(plain, TarBlock.LENGTH);
        whole.unread(first);
        if (!archive(first, packed)) {
            return new Stream(new ByteSource(whole, name));
        }
        BudgetInput counted = new BudgetInput(whole, stored, name, limits);
        return new Files(new TarFiles(new TarHeaderReader(counted, name, limits, findings), counted, name,
                findings));
    }

    /** Compressed zeros are an archive that ends where it begins: whoever made that wants them counted. */
    private static boolean archive(byte[] first, boolean packed) {
        if (first.length < TarBlock.LENGTH) {
            return false;
        }
        TarBlock block = new TarBlock(first);
        return block.valid() || packed && block.zero();
    }
}
