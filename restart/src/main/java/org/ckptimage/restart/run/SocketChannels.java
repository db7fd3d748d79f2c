// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** A socket that the program connects to; its standard streams are those of this process. */
final class SocketChannels implements OrderChannel {
    private static final int TRIES = 500;
    private static final int PAUSE_MS = 10;

    private final Path path;
    private final ServerSocketChannel server;
    private SocketChannel connection;

    SocketChannels(Path path) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
    }

    @Override
    public List<String> arguments() {
        return List.of(path.toString());
    }

    @Override
    public Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.inheritIO().start();
        try {
            for (int i = 0; i < TRIES && connection == null && (process.isAlive() || i == 0); i++) {
                connection = server.accept();
                if (connection == null) {
                    Thread.sleep(PAUSE_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (connection == null) {
            process.destroyForcibly();
            throw new IOException("it does not connect");
        }
        connection.configureBlocking(true);
        return process;
    }

    @Override
    public InputStream events() {
        return new SocketInput(connection);
    }

    @Override
    public OutputStream orders() {
        return Channels.newOutputStream(connection);
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        server.close();
    }
}
