// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.ckptimage.codec.io.SingleByte;

/**
 * A file that only this process can reach: it has no name any more and is gone with the process, however that
 * ends. It is written once and then read as often as wanted.
 */
public final class NamelessFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;

    private NamelessFile(FileChannel channel) {
        this.channel = channel;
    }

    /** A new file in the folder for temporary ones. */
    public static NamelessFile create() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A new file in a folder. */
    static NamelessFile in(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "ckpt-image-", ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new NamelessFile(FileChannel.open(file, StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Takes the contents; closing it completes them. */
    public OutputStream out() {
        OutputStream plain = Channels.newOutputStream(channel);
        return new BufferedOutputStream(plain, BUFFER) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** The contents from their start. */
    public InputStream read() {
        return new Reading(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** One way through the file. */
    private static final class Reading extends InputStream {
        private final FileChannel channel;
        private long position;

        Reading(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] bytes, int from, int n) throws IOException {
            int got = channel.read(ByteBuffer.wrap(bytes, from, n), position);
            position += Math.max(0, got);
            return got;
        }
    }
}
