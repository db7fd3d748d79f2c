// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.List;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;

/** Unix sockets and their queues. */
final class SocketPart {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int CONNECTED = 3;
    private static final int ESTABLISHED = 1;
    private static final int SOCKADDR_FAMILY = 2;

    private final Parts parts;
    private final ImageWriter image;

    SocketPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of a socket, written at first sight with its peer inside. */
    int write(SocketPlan socket) throws IOException {
        return image.object(ObjType.SOCK, socket, objref -> body(socket, objref));
    }

    private void body(SocketPlan socket, int objref) throws IOException {
        int peer = write(socket.peer);
        boolean credObject = parts.layouts.find(SOCKET_UNIX.struct()).orElseThrow().has("peercred");
        int cred = credObject ? parts.creds.cred(socket.peerCred) : 0;
        image.write(image.record(SOCKET).putIfPresent("has_buffers", socket.received.isEmpty() ? 0 : 1)
                .put("socket.state", CONNECTED).put("sock_common.family", AF_UNIX)
                .put("sock_common.state", ESTABLISHED).put("sock.type", SOCK_STREAM)
                .put("sock.rcvlowat", 1)
                .put("sock.rcvtimeo", Long.MAX_VALUE).put("sock.sndtimeo", Long.MAX_VALUE)
                .put("sock.rcvbuf", 112640).put("sock.sndbuf", 112640));
        image.write(image.record(SOCKET_UNIX).put("this", objref).put("peer", peer)
                .putIfPresent("peercred", cred)
                .putIfPresent("peercred_uid", socket.peerCred.uids().effective())
                .putIfPresent("peercred_gid", socket.peerCred.gids().effective())
                .put("laddr_len", SOCKADDR_FAMILY).put("raddr_len", SOCKADDR_FAMILY)
                .put("laddr.sun_family", AF_UNIX).put("raddr.sun_family", AF_UNIX));
    }

    /** The receive and the send queue of a socket; what one end sent waits at the other. */
    void queues(SocketPlan socket) throws IOException {
        boolean fragments = parts.has(SOCKET_FRAG);
        int extra = fragments ? socket.fragments * FrameReader.RAW_PAGE : 0;
        List<byte[]> buffers = socket.received;
        int total = buffers.stream().mapToInt(b -> b.length + extra).sum();
        image.write(image.record(SOCKET_QUEUE).put("skb_count", buffers.size()).put("total_bytes", total));
        for (byte[] buffer : buffers) {
            buffer(socket, buffer, extra);
        }
        image.write(image.record(SOCKET_QUEUE));
    }

    private void buffer(SocketPlan socket, byte[] linear, int extra) throws IOException {
        int pages = extra / FrameReader.RAW_PAGE;
        int sender = image.objects().lookup(ObjType.SOCK, socket.peer);
        RecordBuilder record = image.record(SOCKET_BUFFER).put("sk_objref", sender)
                .put("pr_objref", sender).putIfPresent("lin_len", linear.length)
                .putIfPresent("frg_len", extra).putIfPresent("skb_len", linear.length + (long) extra)
                .putIfPresent("nr_frags", pages);
        image.write(record);
        image.payload(BUFFER, linear);
        for (int i = 0; i < pages; i++) {
            image.write(image.record(SOCKET_FRAG).put("size", FrameReader.RAW_PAGE));
            image.frames().raw(PagePart.page(i + 1L), 0, FrameReader.RAW_PAGE);
        }
    }
}
